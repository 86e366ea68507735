export { check } from './check.ts';
export { expect } from './expect.ts';
export type { Context, Tables } from './context.ts';
export type { Random } from './random.ts';
export type { Item, Rig, Run, RunOptions } from './rig.ts';
export { Trace, type RecordedRequest } from './trace.ts';
export type { Trial } from './trial.ts';
