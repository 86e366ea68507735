import type { TableAddress } from '@keysmith/table';
import type { FromRunner, JobPlan } from '../job/messages.ts';
import type { LoadErrorCode } from '../loader/load-error.ts';
import type { JailPlan } from '../sandbox/command.ts';
import type { SourceFile } from '../loader/link.ts';

/** What a child needs to judge one exercise. */
export interface Job extends JobPlan {
  /**
   * The learner's, as they stand on the disk. They are linked in the child: whoever watches it can end it, and a parser
   * can be kept busy for long by a file that is made for it.
   */
  readonly files: readonly SourceFile[];
  /** Absolute folder that stack traces name. */
  readonly learnerFolder: string;
  /** file: address of the exercise's checks.test.ts. */
  readonly checks: string;
  /** Whether a sample is judged once more in fresh jails. */
  readonly isConfirmed?: boolean;
  /** Whether its jails are left to the next job of the same files, or those that were left are taken. */
  readonly handover?: 'leave' | 'take';
  /** Whether clients of different names live in different jails. */
  readonly isSpread?: boolean;
}

/** What a child needs before its first job. */
export interface Connection {
  readonly table: TableAddress;
  /** Where the learner's code runs; in the child itself unless it is given. */
  readonly jail?: JailPlan | undefined;
}

/**
 * To the child: `connect` comes first and once, as soon as it is there; `run` when there is something to judge. What `warm-up`
 * brings is judged while it waits for that, and nobody hears of it.
 */
export type ToChild =
  | { readonly type: 'connect'; readonly to: Connection }
  | { readonly type: 'warm-up'; readonly job: Job }
  | { readonly type: 'run'; readonly job: Job };

/**
 * From the child: what a job tells, and before that whether the files could be linked. Where they could not, nothing of
 * them has run, and the job is over.
 */
export type FromChild =
  | FromRunner
  | { readonly type: 'linked' }
  | { readonly type: 'unlinked'; readonly code: LoadErrorCode; readonly reason: string };
