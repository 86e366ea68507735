/*
 * node test/seeds/main.ts [--seeds 1000] [--from 1] [--exercise <slug>] [--processes 2]
 *
 * Runs every reference solution through all checks of its exercise under many seeds, in full depth, on the embedded
 * engine. Hidden checks are the same checks under another seed, so no seed may fail a right design. Ends with 1 and
 * tells seed, check and message if one does.
 *
 * One seed of one exercise takes about a second of a core of 2026, so that 1,000 seeds of four exercises take half an
 * hour on two. Ended early (Ctrl-C), it tells what it has seen until then.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCourse } from '@keysmith/course';
import { faultsIn, openSubject, type Subject } from './judge.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Seeds that a process takes at a time. */
const CHUNK = 5;

/** No seed of any exercise takes a tenth of this; a process that is silent for so long hangs. */
const HANG_MS = 120_000;

interface Chunk {
  readonly slug: string;
  readonly seeds: readonly number[];
}

interface Judged {
  readonly slug: string;
  readonly seed: number;
  readonly checks: readonly string[];
  readonly faults: readonly { readonly check: string; readonly message: string }[];
  readonly milliseconds: number;
}

interface Tally {
  readonly checks: readonly string[];
  readonly faults: Map<string, Judged[]>;
  seeds: number;
  milliseconds: number;
}

if (process.send === undefined) await lead();
else await work();

/** Hands out the seeds, and tells what came of them. */
async function lead(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      exercise: { type: 'string' },
      processes: { type: 'string', default: '2' },
    },
  });
  const { exercises } = await loadCourse(ROOT);
  const slugs = exercises.map(({ slug }) => slug).filter((slug) => (values.exercise ?? slug) === slug);
  if (slugs.length === 0) throw new Error(`The course has no exercise ${values.exercise ?? 'at all'}.`);
  const chunks = chunksOf(slugs, { from: Number(values.from), count: Number(values.seeds) });
  const total = chunks.reduce((sum, { seeds }) => sum + seeds.length, 0);
  const tallies = new Map<string, Tally>();
  const begin = performance.now();
  let done = 0;
  const note = (judged: Judged): void => {
    done += 1;
    add(tallies, judged);
    for (const { check, message } of judged.faults)
      console.error(`\n${judged.slug}, seed ${judged.seed}, ${check}: ${message}`);
    process.stderr.write(`\r${done} of ${total}`);
  };
  const end = (): void => {
    process.stderr.write('\n');
    report(tallies, (performance.now() - begin) / 1000);
  };
  // Ended early, it tells what it has seen until then. The processes end when nobody listens to them any more.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      end();
      process.exit();
    });
  await Promise.all(Array.from({ length: Number(values.processes) }, () => employ(chunks, note)));
  end();
}

/** The exercises take turns, so that a run that is ended early has seen something of each. */
function chunksOf(slugs: readonly string[], { from, count }: { from: number; count: number }): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < count; at += CHUNK) {
    const seeds = Array.from({ length: Math.min(CHUNK, count - at) }, (_, next) => from + at + next);
    for (const slug of slugs) chunks.push({ slug, seeds });
  }
  return chunks;
}

/** Starts a process and gives it one chunk after another until none is left. */
function employ(chunks: Chunk[], note: (judged: Judged) => void): Promise<void> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), { stdio: 'inherit' });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let given: Chunk | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isFinished = false;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reject(new Error(`${given?.slug} hangs at one of the seeds ${given?.seeds.join(', ')}`));
      child.kill('SIGKILL');
    }, HANG_MS);
  };
  child.on('message', (message: Judged | 'next') => {
    watch();
    if (message !== 'next') return note(message);
    given = chunks.shift();
    isFinished = given === undefined;
    if (given === undefined) child.disconnect();
    else child.send(given);
  });
  child.on('exit', (code) => {
    clearTimeout(timer);
    if (isFinished) resolve();
    else
      reject(new Error(`the process ended with ${code} at ${given?.slug}, seeds ${given?.seeds.join(', ')}`));
  });
  return promise;
}

/** Judges what it is told to. */
async function work(): Promise<void> {
  const { exercises } = await loadCourse(ROOT, { only: [] });
  const subjects = new Map<string, Promise<Subject>>();
  const tell = (message: Judged | 'next'): void => void process.send?.(message);
  process.on('message', ({ slug, seeds }: Chunk) => {
    void (async () => {
      const exercise = exercises.find((each) => each.slug === slug);
      if (exercise === undefined) throw new Error(`There is no exercise ${slug}.`);
      const opening = subjects.get(slug) ?? openSubject(exercise);
      subjects.set(slug, opening);
      const { checks, judge } = await opening;
      for (const seed of seeds) {
        const begin = performance.now();
        const faults = faultsIn(await judge(seed));
        tell({ slug, seed, checks, faults, milliseconds: performance.now() - begin });
      }
      tell('next');
    })();
  });
  process.on('disconnect', () => process.exit());
  tell('next');
}

function add(tallies: Map<string, Tally>, judged: Judged): void {
  const { slug, checks, faults, milliseconds } = judged;
  const tally = tallies.get(slug) ?? { checks, faults: new Map(), seeds: 0, milliseconds: 0 };
  tallies.set(slug, tally);
  tally.seeds += 1;
  tally.milliseconds += milliseconds;
  for (const { check } of faults) tally.faults.set(check, [...(tally.faults.get(check) ?? []), judged]);
}

function report(tallies: ReadonlyMap<string, Tally>, seconds: number): void {
  const rows: Record<string, string | number>[] = [];
  for (const [exercise, { checks, seeds, faults, milliseconds }] of tallies) {
    for (const check of checks) rows.push({ exercise, check, seeds, faults: faults.get(check)?.length ?? 0 });
    console.log(`${exercise}: ${(milliseconds / seeds).toFixed(0)} ms a seed`);
  }
  console.table(rows);
  const broken = rows.filter(({ faults }) => Number(faults) > 0);
  console.log(
    `${rows.length} checks, ${seconds.toFixed(0)} s; ${broken.length} of them failed a right design.`,
  );
  // Nothing seen is no proof.
  if (broken.length > 0 || rows.length === 0) process.exitCode = 1;
}
