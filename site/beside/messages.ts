import type { Progress } from '@keysmith/course';
import type { LabEvent } from '@keysmith/page';
import type { RunOutcome } from '@keysmith/grader/watch';
import type { LabFile } from '../lab/lab-data.ts';

/** What the server tells an exercise's page about the files on the disk and the runs of their checks. */
export type BesideEvent =
  /** Names of the files that the learner's folder lacks. While there are any, nothing runs. */
  | { readonly type: 'work'; readonly missing: readonly string[] }
  /** A run begins, on these texts. */
  | { readonly type: 'run'; readonly files: readonly LabFile[] }
  /** While it runs: what the lab tells of its runs. */
  | LabEvent
  /** The run's end. */
  | { readonly type: 'outcome'; readonly outcome: RunOutcome }
  /** What the command's progress file says afterwards. */
  | { readonly type: 'kept'; readonly progress: Progress }
  /** The server could not do its part: a sentence or two for the learner. */
  | { readonly type: 'trouble'; readonly reason: string };

/** Carries the token of this server's pages with a request that changes something. */
export const TOKEN_HEADER = 'x-keysmith-token';

/*
 * The server's addresses, below the base path. Each ends with a slash, as every address of the site does in development.
 *
 *   GET  /beside/progress/          the command's progress file, a `Progress`
 *   GET  /beside/<slug>/events/     a stream of `BesideEvent`, as server-sent events
 *   POST /beside/<slug>/starter/    copies what the learner's folder lacks; `{ "copied": [name, …] }`
 */
export const PROGRESS_PATH = '/beside/progress/';

export function eventsPath(slug: string): string {
  return `/beside/${slug}/events/`;
}

export function starterPath(slug: string): string {
  return `/beside/${slug}/starter/`;
}
