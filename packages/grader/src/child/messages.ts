import type { CheckSpec, CheckVerdict, Depth, ReplayToken } from '@keysmith/instruments/host';
import type { TableAddress } from '@keysmith/table';
import type { LinkedModule } from '../loader/link.ts';
import type { UnjudgedCode } from '../run/options.ts';

/** What a child needs to judge one exercise. Plain data: it crosses a process boundary. */
export interface Job {
  readonly modules: readonly LinkedModule[];
  /** Absolute folder that stack traces name. */
  readonly learnerFolder: string;
  /** file: address of the exercise's checks.test.ts. */
  readonly checks: string;
  readonly specs: readonly CheckSpec[];
  readonly seed: number;
  readonly depth?: Depth;
  readonly replay?: ReplayToken;
}

/** To the child: `connect` comes first and once, as soon as it is there; `run` when there is something to judge. */
export type ToChild =
  { readonly type: 'connect'; readonly table: TableAddress } | { readonly type: 'run'; readonly job: Job };

/** From the child. After `done` or `failed` nothing more comes. */
export type FromChild =
  | { readonly type: 'ready' }
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'progress'; readonly id: string; readonly done: number; readonly total: number }
  | { readonly type: 'finished'; readonly verdict: CheckVerdict }
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly code: UnjudgedCode; readonly reason: string };
