import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { TOY_CHAPTER, toyCourse, type Toy, type ToyExercise } from '../course/toy.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');

/** What a command ended with. */
export interface Ended {
  /** The exit code; null if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is still running. */
export interface Running {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  stdout(): string;
  /** Resolves when the text has been printed so many times; rejects when the command ends before. */
  printed(text: string, times?: number): Promise<void>;
  /** Resolves when the command has ended and nobody holds its output any more. */
  readonly ended: Promise<Ended>;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Starts the real command on a course, as `npx keysmith` does. */
export function start(root: string, args: readonly string[], { env, cwd }: CommandOptions = {}): Running {
  return startFile(join(REPOSITORY, 'packages/cli/bin/keysmith.mjs'), args, {
    env: { KEYSMITH_ROOT: root, ...env },
    cwd: cwd ?? root,
  });
}

/** Starts a JavaScript file with an environment that no run of the tests has coloured. */
export function startFile(file: string, args: readonly string[], { env, cwd }: CommandOptions): Running {
  const { FORCE_COLOR: _, NO_COLOR: __, CI: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    child,
    stdout: () => stdout,
    ended,
    printed: (text, times = 1) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (stdout.split(text).length <= times) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then((end) => reject(new Error(`It ended without "${text}": ${JSON.stringify(end)}`)));
      }),
  };
}

/** Runs the real command on a course until it ends. */
export function run(root: string, args: readonly string[], options?: CommandOptions): Promise<Ended> {
  return start(root, args, options).ended;
}

/** The engine in the process needs no Java, so these tests run everywhere. */
export const EMBEDDED = ['--table', 'embedded'];

/** The toy course, runnable, with the exercises told or one named "keep-notes" alone. */
export function runnableToy(exercises: readonly ToyExercise[] = [KEEP_NOTES]): Promise<Toy> {
  return toyCourse({ exercises, linkModules: true });
}

export const KEEP_NOTES: ToyExercise = { number: 16, slug: 'keep-notes' };

/** The learner's folder of an exercise of the toy course, from its root. */
export function workOf({ number, slug }: Pick<ToyExercise, 'number' | 'slug'> = KEEP_NOTES): string {
  return `work/${TOY_CHAPTER}/${number}-${slug}`;
}

/** Puts a learner's files in place: the solution's, or those of a wrong answer over it. */
export async function answerWith(toy: Toy, wrong?: string): Promise<void> {
  const solution = `solutions/${TOY_CHAPTER}/16-keep-notes`;
  await toy.write(`${workOf()}/table.ts`, await toy.read(`${solution}/table.ts`));
  const from = wrong === undefined ? solution : `${solution}/wrong/${wrong}`;
  await toy.write(`${workOf()}/access.ts`, await toy.read(`${from}/access.ts`));
}
