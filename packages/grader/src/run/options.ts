import type { CheckResult, Exercise } from '@keysmith/course';
import type { Depth, ReplayToken } from '@keysmith/instruments/host';
import type { TableAddress } from '@keysmith/table';
import type { LimitName } from '../sandbox/limits.ts';

/** One run of an exercise's checks on one learner's files. */
export interface RunOptions {
  readonly exercise: Exercise;
  /** Absolute folder with the learner's files. */
  readonly learnerFolder: string;
  /** Where a file comes from that `learnerFolder` lacks: the solution's folder for wrong answers and alternatives. */
  readonly fallbackFolder?: string;
  readonly table: TableAddress;
  readonly seed: number;
  /** `quick` gives a first verdict from a part of what the instruments try; `full` unless told. */
  readonly depth?: Depth;
  /** Ids of the checks to run, with those that they need; all unless told. */
  readonly only?: readonly string[];
  /** One run of one instrument that is to be repeated, instead of its sweep. */
  readonly replay?: ReplayToken;
  /** Whether each result brings its `recording`, for a page to show; no unless told. */
  readonly records?: boolean;
  /**
   * Whether an isolated run judges a sample once more in fresh processes, to find what survives between runs; yes unless
   * told. Costs two processes more, and two again where one of the sample seems to fail.
   */
  readonly isConfirmed?: boolean;
  /**
   * Whether an isolated run leaves its processes to the next run of the same files, or takes those that were left to it and
   * loads the files there anew: they need not start, and have compiled the SDK's code already. Unless told, a run has
   * processes of its own.
   */
  readonly handover?: 'leave' | 'take';
  /**
   * Whether clients of different names live in different processes of an isolated run, two at most, so that they share
   * nothing outside of the table; no unless told.
   */
  readonly isSpread?: boolean;
  readonly onEvent?: (event: RunEvent) => void;
  /** Starts the child under `--inspect-brk` and lets it take its time. */
  readonly inspect?: boolean;
  /** Milliseconds without a check starting, going on or finishing after which the run is ended. 10,000 unless told. */
  readonly stallMs?: number;
  /** Ends the run; its promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export type RunEvent =
  | { readonly type: 'check-started'; readonly id: string }
  | { readonly type: 'check-finished'; readonly result: CheckResult }
  /** How far the instrument that is running has come, in runs of its own. */
  | { readonly type: 'progress'; readonly id: string; readonly done: number; readonly total: number }
  /** What the learner's code printed. */
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string };

/**
 * Why there is no verdict. `exercise` is a fault of the exercise, `table` one of the table or the machine; the others
 * are the learner's. Only isolated runs know the last three: a limit was hit, the code meddled with the way to the judge,
 * or what it left behind in one run changed the verdict of another.
 */
export type UnjudgedCode =
  | 'syntax'
  | 'import'
  | 'load'
  | 'hang'
  | 'exit'
  | 'missing-file'
  | 'exercise'
  | 'table'
  | 'limit'
  | 'protocol'
  | 'state';

export interface Unjudged {
  readonly status: 'unjudged';
  readonly code: UnjudgedCode;
  /** A sentence or two: what happened where, and what to do about it. */
  readonly reason: string;
  /** The checks that had finished before. */
  readonly results: CheckResult[];
  /** The limit that was hit, for the code `limit`. */
  readonly limit?: LimitName;
}

/** `judged` has one result for each check of the manifest or of `only`, in the manifest's order, and never fewer. */
export type RunOutcome = { readonly status: 'judged'; readonly results: CheckResult[] } | Unjudged;
