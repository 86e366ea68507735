import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckResult, Exercise, GradeReport } from '@keysmith/course';
import { gradedExercise } from '@keysmith/course';
import {
  createReports,
  gradeClass,
  type GradeClassOptions,
  type Runner,
  type RunOutcome,
} from '@keysmith/grader';
import type { RunningToy } from '../toys.ts';

/** What a submission's access.ts says, for a runner that judges by words: it costs no process. */
export type Word =
  | 'passes'
  | 'fails'
  | 'flakes'
  | 'hangs'
  | 'hangs once'
  | 'knows the visible data'
  | 'knows the hidden data'
  | 'no table';

export interface StubRunner extends Runner {
  /** What was asked for in every run. */
  readonly runs: {
    readonly exercise: string;
    readonly seed: number;
    readonly depth: 'quick' | 'full';
    readonly word: string;
  }[];
}

export interface StubOptions {
  /** What each failure weighs. */
  readonly failureBytes?: number;
  /** Whether `runs` is filled; yes unless told. */
  readonly keepsRuns?: boolean;
}

/** A runner that reads one word and answers at once. */
export function stubRunner({ failureBytes = 0, keepsRuns = true }: StubOptions = {}): StubRunner {
  const runs: StubRunner['runs'] = [];
  const counts = new Map<string, number>();
  return {
    runs,
    close: () => Promise.resolve(),
    async run({ exercise, learnerFolder, seed, depth = 'full' }) {
      const word = (await readFile(join(learnerFolder, 'access.ts'), 'utf8')).trim();
      const key = `${learnerFolder} ${seed}`;
      const time = (counts.get(key) ?? 0) + 1;
      if (keepsRuns) {
        counts.set(key, time);
        runs.push({ exercise: exercise.slug, seed, depth, word });
      }
      return outcomeOf(word, { exercise, seed, time, failureBytes });
    },
  };
}

interface StubRun {
  readonly exercise: Exercise;
  readonly seed: number;
  readonly time: number;
  readonly failureBytes: number;
}

function outcomeOf(word: string, run: StubRun): RunOutcome {
  switch (word) {
    case 'fails':
      return judged(run, false);
    case 'flakes':
      return judged(run, run.time > 1);
    case 'hangs':
      return { status: 'unjudged', code: 'hang', reason: 'This did not end.', results: [] };
    case 'hangs once':
      return run.time === 1
        ? { status: 'unjudged', code: 'hang', reason: 'This did not end.', results: [] }
        : judged(run, true);
    case 'knows the visible data':
      return judged(run, run.seed === 1);
    case 'knows the hidden data':
      return judged(run, run.seed !== 1);
    case 'no table':
      return { status: 'unjudged', code: 'table', reason: 'It is gone.', results: [] };
    default:
      return judged(run, true);
  }
}

/** The first check passes or fails; those behind it are skipped if it fails. */
function judged({ exercise, failureBytes, seed }: StubRun, passes: boolean): RunOutcome {
  const results = exercise.checks.map(({ id, task, title, points }, at): CheckResult => {
    const check = { id, task, title, maxPoints: points };
    if (passes) return { ...check, status: 'pass', points };
    if (at > 0) return { ...check, status: 'skipped', points: 0, reason: 'It needs the first check.' };
    const evidence = `${seed}`.repeat(failureBytes);
    const failure = { expected: 'It passes.', happened: 'It did not.', evidence, requests: [] };
    return { ...check, status: 'fail', points: 0, failure };
  });
  return { status: 'judged', results };
}

/** Grades a folder of a toy course with a stub runner. */
export function gradeToy(
  toy: Pick<RunningToy, 'course'>,
  options: Pick<GradeClassOptions, 'from' | 'out'> & Partial<GradeClassOptions>,
): Promise<GradeReport> {
  const exercises = options.exercises ?? toy.course.exercises;
  let clock = 0;
  return gradeClass({
    course: toy.course,
    exercises,
    seeds: { visible: 1, hidden: 7 },
    table: 'embedded',
    isolation: { kind: 'none', lost: ['Everything.'] },
    jobs: 2,
    openRunner: stubRunner,
    reports: createReports({ exercises: exercises.map(gradedExercise) }),
    now: () => new Date(Date.UTC(2026, 10, 22, 10, 0, (clock += 1))),
    ...options,
  }).then(({ report }) => report);
}

/** The bytes of grades without what differs from run to run. */
export function bytesOf(json: string): string {
  return JSON.stringify(JSON.parse(json, (key, value: unknown) => (key === 'times' ? undefined : value)));
}
