/** What hosts use and checks do not: running checks, binding the learner's code, installing a host, recording runs. */
export {
  copyOfInput,
  describeThrown,
  inProcessBinding,
  MissingExportError,
  type Binding,
  type CallOutcome,
  type ClientSetup,
  type LearnerInstance,
  type LearnerModules,
  type ThrownError,
} from './rig/binding.ts';
export { CodecError, decode, encode, MalformedError, type Json } from './rig/codec.ts';
export { patienceOf } from './rig/retries.ts';
export { nextTurn } from './rig/turn.ts';
export { createRandom, hash } from './random.ts';
export { FlawError, type FailureReport } from './checks/failure.ts';
export { installHost, type CheckBody, type Host } from './checks/host.ts';
export { play } from './checks/play.ts';
export {
  assertSameChecks,
  ChecksMismatchError,
  collectChecks,
  judgeCheck,
  runBodies,
  runChecks,
  skippedVerdict,
  type CheckSpec,
  type CheckVerdict,
  type RunChecksOptions,
} from './checks/run.ts';
export { openTrial, type OpenTrial, type TrialHost } from './checks/trial.ts';
export type { BillLine, Count } from './checks/trial-log.ts';
export type { Depth } from './checks/trial-context.ts';
export { readToken, ReplayError, type ReplayToken } from './replay/token.ts';
export type { Replay } from './replay/format.ts';
export { timelineOf } from './replay/timeline.ts';
export { recordScripts, type RecordOptions } from './replay/record-scripts.ts';
/** Pictures in the instruments' own way, for reports. */
export { svgCard, svgText } from './picture/svg.ts';
