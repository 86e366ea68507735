export { GradeError, type GradeErrorCode } from './batch/grade-error.ts';
export { gradeFolder, type GradeFolderOptions } from './batch/grade-folder.ts';
export { claimsOf, proveClaim, proveExercise, type Claim, type ProveOptions } from './prove.ts';
export { gradeCsv } from './report/csv.ts';
export { gradeHtml } from './report/html.ts';
export { readToken as readReplayToken, type ReplayToken } from '@keysmith/instruments/host';
export { formatFailure } from './report/text.ts';
export { timelineText } from './report/timeline-text.ts';
export { LearnerFileError, readLearnerFiles } from './run/learner-files.ts';
export type { RunEvent, RunOptions, RunOutcome, Unjudged, UnjudgedCode } from './run/options.ts';
export { createRunner, type Runner, type RunnerOptions } from './run/runner.ts';
export { runExercise } from './run/run-exercise.ts';
export { CanaryError, checkCanary, type CanaryErrorCode, type CanaryOptions } from './sandbox/canary.ts';
export {
  ISOLATIONS,
  IsolationError,
  lostBy,
  type Isolation,
  type IsolationErrorCode,
} from './sandbox/isolation.ts';
export { LIMITS, type Limit, type LimitName } from './sandbox/limits.ts';
