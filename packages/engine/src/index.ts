/** The embedded DynamoDB-compatible engine: one process, no dependency, nothing of Node or the browser. */
export type { Clock } from './database.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export * from './errors.ts';
export {
  type FaultKind,
  type FaultPlan,
  ReplyLostError,
  type ScriptedFault,
  type TableFaults,
  type ThrottleLimits,
} from './faults/plan.ts';
export type { LagBound } from './storage/view.ts';
export type { AttributeValue, Item, JsonObject } from './values/types.ts';
