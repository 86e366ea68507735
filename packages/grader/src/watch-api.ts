/** What the page itself needs to watch over a run in its worker. Small, and without Node. */
export { Watch, type WatchOptions } from './job/watch.ts';
export type { FromRunner, JobPlan } from './job/messages.ts';
export type { RunEvent, RunOutcome, Unjudged } from './run/options.ts';
