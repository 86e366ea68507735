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
import { judgeGrading, type GradeFigures, type Round } from './goals.ts';
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
 * The same right submissions, in the sandbox in one batch, canary included, and by hand. A machine whose speed changes
 * decides in one round which of the two looks faster, so there are several: a part of the submissions by hand, the batch, the
 * next part, the batch again. Each batch is compared with the parts beside it. By hand the exercises that take longest come
 * first, or one processor would wait long for the other at the end of each part.
 */
function measureThroughput(count: number, rounds: number): Promise<GradeFigures['throughput']> {
  return inFolder(async (folder) => {
    const from = join(folder, 'class');
    const parts = Array.from({ length: rounds + 1 }, (): Submitted[] => []);
    for (const exercise of exercises.toReversed())
      for (let at = 0; at < count; at += 1) {
        const learner = `learner-${at}`;
        const own = await write(from, { learner, exercise, made: { kind: 'right' } });
        parts[at % parts.length]?.push({ exercise, folder: own });
      }
    await using hand = await byHand(JOBS);
    const rateByHand = async (part: readonly Submitted[]): Promise<number> => {
      process.stderr.write('by hand …\n');
      return perMinute(part.length, await hand.seconds(part));
    };
    const [first = [], ...others] = parts;
    const submissions = parts.flat().length;
    const measured: Round[] = [];
    let before = await rateByHand(first);
    for (const [round, part] of others.entries()) {
      process.stderr.write('sandboxed …\n');
      const out = join(folder, `out-${round}`);
      const { seconds } = await gradeBatch(from, out, { jobs: JOBS, exercises: SLUGS });
      const after = await rateByHand(part);
      measured.push({ sandboxed: perMinute(submissions, seconds), byHand: (before + after) / 2 });
      before = after;
    }
    return { submissions, rounds: measured };
  });
}

function perMinute(count: number, seconds: number): number {
  return (count / seconds) * 60;
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

const throughput = wants('throughput')
  ? await (values.quick ? measureThroughput(2, 1) : measureThroughput(12, 3))
  : undefined;
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
for (const { sandboxed, byHand: hand } of throughput?.rounds ?? [])
  process.stdout.write(
    `${sandboxed.toFixed(1)} submissions a minute, and ${hand.toFixed(1)} by hand: ${(sandboxed / hand).toFixed(2)} times.\n`,
  );
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
