export { check } from './checks/check.ts';
export { expect } from './checks/expect.ts';
export type { Context, Tables } from './context.ts';
export type { Random } from './random.ts';
export type { Client, ClientOptions, Run, RunOptions } from './rig/client.ts';
export type { Item, Rig, StoredItem } from './rig/rig.ts';
export { Trace, type RecordedRequest } from './recorder/trace.ts';
export type { Trial } from './checks/trial.ts';
export { crashes, type CrashOptions } from './crashes/crashes.ts';
export { races, type RaceOptions } from './races/races.ts';
export { awkward, type Awkward } from './awkward/awkward.ts';
export {
  awkwardly,
  type AwkwardOptions,
  type AwkwardSort,
  type AwkwardValues,
} from './awkward/awkwardly.ts';
export { compareBytes } from './awkward/byte-order.ts';
export type { CollidingPair, Pair } from './awkward/pairs.ts';
export { clock, type ClockOptions } from './expiry/clock.ts';
export type { Moment } from './expiry/moments.ts';
export { invariants, type InvariantOptions, type RuledOperation } from './invariants/invariants.ts';
export { faults, type FaultOptions } from './faults/faults.ts';
export { lag, type LagOptions } from './lag/lag.ts';
export { oracle, type Answer, type Operation, type OracleOptions } from './oracle/oracle.ts';
export { cost, type Budget, type Pattern, type Returned } from './cost/cost.ts';
export { units } from './cost/units.ts';
export { growth, type GrowthOptions } from './growth/growth.ts';
export type { Related } from './growth/related.ts';
export { heat, type HeatOptions } from './heat/heat.ts';
export { limits, type LimitOptions } from './limits/limits.ts';
export { streams, type Delivered, type StreamOptions } from './streams/streams.ts';
export type { StreamRecord } from './streams/records.ts';
export { recordsOf } from './streams/records-of.ts';
export { versions, type VersionOptions } from './versions/versions.ts';
