// npm run bench -- [--json <file>] [--quick] [--only <part>]...: what the embedded engine and the instruments cost, the
// engine beside other tables. Needs Java, but for single parts such as `--only instruments`.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureBundles } from './bundles.ts';
import { measureEngineAlone } from './engine-alone.ts';
import { judge, parts } from './goals.ts';
import type { Figures, Part } from './goals.ts';
import { measureGrowth } from './growth.ts';
import { measureInstruments } from './instruments.ts';
import { measureMemory } from './memory.ts';
import { reportOf } from './print.ts';
import { measureSideBySide } from './side-by-side.ts';
import type { Effort, SideBySide } from './side-by-side.ts';
import { measureStartUps } from './start-up.ts';
import { openSubjects } from './subjects.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
});
const unknown = values.only?.filter((name) => !parts.some((part) => part === name)) ?? [];
if (unknown.length > 0)
  throw new Error(
    `--only takes a part of the benchmark: ${parts.join(', ')}; and not ${unknown.join(', ')}.`,
  );

/** `--quick` tries the benchmark itself out: too short for figures that mean anything. */
const plan = values.quick
  ? {
      sideBySide: { rounds: 3, turnMs: 20, warmUpMs: 50 },
      engineBatches: 10,
      starts: 1,
      itemCount: 10_000,
      growthRounds: 4,
      growthCounts: [1_000, 10_000],
      instrumentTimes: 1,
    }
  : {
      sideBySide: { rounds: 60, turnMs: 40, warmUpMs: 1500 },
      engineBatches: 100,
      starts: 9,
      itemCount: 1_000_000,
      growthRounds: 60,
      growthCounts: [1_000, 10_000, 100_000, 1_000_000],
      instrumentTimes: 7,
    };

async function sideBySide(effort: Effort): Promise<SideBySide> {
  const subjects = await openSubjects();
  try {
    return await measureSideBySide(subjects, effort);
  } finally {
    for (const subject of subjects) await subject.close();
  }
}

const measures: { readonly [Name in Part]: () => Figures[Name] | Promise<Figures[Name]> } = {
  sideBySide: () => sideBySide(plan.sideBySide),
  engineAlone: () => measureEngineAlone(plan.engineBatches),
  startUps: () => measureStartUps(plan.starts),
  memory: () => measureMemory(plan.itemCount),
  growth: () => measureGrowth(plan.growthCounts, plan.growthRounds),
  bundles: measureBundles,
  instruments: () => measureInstruments(plan.instrumentTimes),
};

async function measure<Name extends Part>(into: Partial<Figures>, part: Name): Promise<void> {
  process.stderr.write(`${part} …\n`);
  Object.assign(into, { [part]: await measures[part]() });
}

const machine = {
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  processor: cpus()[0]?.model.trim() ?? '',
  cores: cpus().length,
  loadAtStart: loadavg()[0] ?? 0,
};
const figures: Partial<Figures> = {};
for (const part of Object.keys(measures) as Part[]) {
  if (values.only === undefined || values.only.includes(part)) await measure(figures, part);
}
const goals = judge(figures);
const goalsMet = goals.every(({ met }) => met);
const load = { ...machine, loadAtEnd: loadavg()[0] ?? 0 };

process.stdout.write(`${reportOf(figures, goals)}\n\n`);
process.stdout.write(
  `Node ${machine.node}, ${machine.cores} × ${machine.processor}, load ${machine.loadAtStart.toFixed(1)} at the start and ` +
    `${load.loadAtEnd.toFixed(1)} at the end. ${goalsMet ? 'All goals are met.' : 'Not all goals are met.'}\n`,
);
if (values.json !== undefined) {
  const microseconds = 'times of requests are medians in microseconds';
  const document = { machine: load, units: microseconds, figures, goals, goalsMet };
  writeFileSync(values.json, `${JSON.stringify(document, null, 2)}\n`);
}
// A benchmark that misses a goal has still done its work, but who asks in a script wants to know.
process.exitCode = goalsMet || values.quick ? 0 : 1;
