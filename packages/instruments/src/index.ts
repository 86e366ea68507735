export { check } from './checks/check.ts';
export { expect } from './checks/expect.ts';
export type { Context, Tables } from './context.ts';
export type { Random } from './random.ts';
export type { Item, Rig, Run, RunOptions } from './rig/rig.ts';
export { Trace, type RecordedRequest } from './recorder/trace.ts';
export type { Trial } from './checks/trial.ts';
