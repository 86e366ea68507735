/**
 * What the process that holds a learner's code, and nothing else, has in common with the judge. No check, no assertion
 * and no instrument is reached from here.
 */
export type { Context } from './context.ts';
export {
  describeThrown,
  findExport,
  onlyFrom,
  sleepFor,
  type LearnerModules,
  type ThrownError,
} from './rig/binding.ts';
export { createClientPool } from './rig/client-pool.ts';
export { CodecError, decode, encode, type Json } from './rig/codec.ts';
export { spellId } from './rig/identifiers.ts';
