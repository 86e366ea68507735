// npm run bench:grade -- [--json <file>] [--only throughput|large|memory]... [--quick]: how many submissions are graded
// in a minute, sandboxed, against one `vitest run` for each; a class of 1,000 of which a tenth is hostile; and what memory a
// batch of 10,000 takes. `--quick` takes few submissions: it shows that the benchmark runs, and its figures say little.
// Needs bubblewrap and Java.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCourse, type Exercise } from '@keysmith/course';
import { judged } from '../table.ts';
import { gradeBatch, ROOT, wrongRows } from './batch.ts';
import { byHand, type Submitted } from './by-hand.ts';
import { plan, write } from './class.ts';
import { judgeGrading, type GradeFigures } from './goals.ts';
import { peaksOf } from './memory.ts';

const PARTS = ['throughput', 'large', 'memory'] as const;
const SLUGS = ['composite-key', 'adjacency-list', 'rollups', 'backfill-under-fire'];
const JOBS = 2;

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
  },
});
const unknown = values.only?.filter((name) => !PARTS.some((part) => part === name)) ?? [];
if (unknown.length > 0) throw new Error(`--only takes ${PARTS.join(', ')}; and not ${unknown.join(', ')}.`);
const wants = (part: (typeof PARTS)[number]): boolean => values.only?.includes(part) ?? true;

const loadAtStart = loadavg()[0] ?? 0;
const course = await loadCourse(ROOT);
const exercises = SLUGS.map((slug) => course.exercises.find((one) => one.slug === slug)).filter(
  (one): one is Exercise => one !== undefined,
);
if (exercises.length < SLUGS.length) throw new Error(`The course lacks one of ${SLUGS.join(', ')}.`);

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-bench-grade-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The same right submissions, once in the sandbox in one batch, canary included, and once by hand: half of them before the
 * batch and half after it, since a machine that has become slower meanwhile would decide which of the two looks faster.
 */
function measureThroughput(count: number): Promise<GradeFigures['throughput']> {
  return inFolder(async (folder) => {
    const from = join(folder, 'class');
    const all: Submitted[] = [];
    for (const exercise of exercises)
      for (let at = 0; at < count; at += 1) {
        const learner = `learner-${at}`;
        all.push({ exercise, folder: await write(from, { learner, exercise, made: { kind: 'right' } }) });
      }
    await using hand = await byHand(JOBS);
    const half = (rest: number): Promise<number> => {
      process.stderr.write('by hand …\n');
      return hand.seconds(all.filter((_, at) => at % 2 === rest));
    };
    const before = await half(0);
    process.stderr.write('sandboxed …\n');
    const batch = await gradeBatch(from, join(folder, 'out'), { jobs: JOBS, exercises: SLUGS });
    const seconds = before + (await half(1));
    const submissions = all.length;
    return {
      submissions,
      sandboxed: (submissions / batch.seconds) * 60,
      byHand: (submissions / seconds) * 60,
    };
  });
}

function measureLarge(count: number): Promise<GradeFigures['large']> {
  return inFolder(async (folder) => {
    const made = plan(exercises, count);
    const from = join(folder, 'class');
    for (const one of made) await write(from, one);
    process.stderr.write(`a class of ${count} …\n`);
    const out = join(folder, 'out');
    const { seconds, peakBytes, report } = await gradeBatch(from, out, { jobs: JOBS, exercises: SLUGS });
    return { submissions: count, seconds, peakBytes, wrongRows: wrongRows(report, made) };
  });
}

const throughput = wants('throughput') ? await measureThroughput(values.quick ? 1 : 10) : undefined;
const large = wants('large') ? await measureLarge(values.quick ? 10 : 1_000) : undefined;
const memory = wants('memory') ? await peaksOf(values.quick ? [20, 40] : [1_000, 10_000]) : undefined;
const figures: GradeFigures = {
  ...(throughput && { throughput }),
  ...(large && { large }),
  ...(memory && { memory }),
};
const goals = judgeGrading(figures);
const goalsMet = goals.every(({ met }) => met);
const machine = {
  node: process.version,
  processor: cpus()[0]?.model.trim() ?? '',
  cores: cpus().length,
  loadAtStart,
  loadAtEnd: loadavg()[0] ?? 0,
};
process.stdout.write(`${judged(goals)}\n\n`);
for (const row of large?.wrongRows ?? []) process.stdout.write(`wrong: ${row}\n`);
if (large)
  process.stdout.write(
    `${large.submissions} submissions in ${large.seconds.toFixed(0)} s; the judge had ${Math.ceil(large.peakBytes / 1024 ** 2)} MB at its peak.\n`,
  );
for (const [size, bytes] of Object.entries(memory ?? {}))
  process.stdout.write(`a class of ${size}: ${Math.ceil(bytes / 1024 ** 2)} MB at the peak.\n`);
process.stdout.write(
  `Node ${machine.node}, ${machine.cores} × ${machine.processor}, load ${loadAtStart.toFixed(1)} at the start and ` +
    `${machine.loadAtEnd.toFixed(1)} at the end. ${goalsMet ? 'All goals are met.' : 'Not all goals are met.'}\n`,
);
if (values.json !== undefined)
  await writeFile(values.json, `${JSON.stringify({ machine, figures, goals, goalsMet }, null, 2)}\n`);
process.exitCode = goalsMet ? 0 : 1;
