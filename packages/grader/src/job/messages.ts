import type { CheckSpec, CheckVerdict, Depth, ReplayToken } from '@keysmith/instruments/host';
import type { LimitName } from '../sandbox/limits.ts';
import type { UnjudgedCode } from '../run/options.ts';

/** What is to be judged, and how thoroughly. Plain data: it crosses the boundary of a process or of a worker. */
export interface JobPlan {
  readonly specs: readonly CheckSpec[];
  /** Ids of the checks to run, with those that they need; all unless told. */
  readonly only?: readonly string[] | undefined;
  readonly seed: number;
  readonly depth?: Depth;
  readonly replay?: ReplayToken;
  /** Whether each verdict brings what its check did, for a page to show. */
  readonly records?: boolean;
}

/** What a job tells while it runs. After `done` or `failed` nothing more comes. */
export type JobMessage =
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'progress'; readonly id: string; readonly done: number; readonly total: number }
  | { readonly type: 'finished'; readonly verdict: CheckVerdict }
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'done' }
  | {
      readonly type: 'failed';
      readonly code: UnjudgedCode;
      readonly reason: string;
      readonly limit?: LimitName;
    };

/** From whoever runs jobs, a child process or a worker: that it can take one, and what the job tells. */
export type FromRunner = { readonly type: 'ready' } | JobMessage;
