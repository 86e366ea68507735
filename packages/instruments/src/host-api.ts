/** What hosts use and checks do not: running checks, binding the learner's code, installing a host. */
export {
  describeThrown,
  inProcessBinding,
  MissingExportError,
  type Binding,
  type LearnerModules,
} from './binding.ts';
export { CodecError } from './codec.ts';
export type { FailureReport } from './failure.ts';
export { installHost, type CheckBody, type Host } from './host.ts';
export {
  assertSameChecks,
  ChecksMismatchError,
  judgeCheck,
  runChecks,
  skippedVerdict,
  type CheckSpec,
  type CheckVerdict,
  type RunChecksOptions,
} from './run.ts';
export type { TrialHost } from './trial.ts';
