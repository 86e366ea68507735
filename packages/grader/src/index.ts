export { exportDolos, type ExportDolosOptions } from './batch/export-dolos.ts';
export { GradeError, type GradeErrorCode } from './batch/grade-error.ts';
export { gradeClass, type BatchEnd, type BatchStart, type GradeClassOptions } from './batch/grade-class.ts';
export { mergeParts, type MergeOptions } from './batch/merge-parts.ts';
export { readShard, type Shard } from './batch/shard.ts';
export { claimsOf, proveClaim, proveExercise, type Claim, type ProveOptions } from './prove.ts';
export { canvas, type CanvasOptions } from './formats/canvas.ts';
export { classroom50, readIdentity, type Classroom50Options } from './formats/classroom50.ts';
export { csv } from './formats/csv.ts';
export { dolosExport, type DolosEntry, type DolosExport } from './formats/dolos.ts';
export { FormatError, type BatchFormat, type Converted, type SubmissionFormat } from './formats/format.ts';
export { gradescope } from './formats/gradescope.ts';
export { gradescopeZip, type GradescopeZipOptions } from './formats/gradescope-zip.ts';
export { junit } from './formats/junit.ts';
export { BATCH_FORMATS, SUBMISSION_FORMATS } from './formats/list.ts';
export { moodle, type MoodleOptions } from './formats/moodle.ts';
export { readRoster, type Roster } from './formats/roster.ts';
export { folderOf } from './report/file-name.ts';
export { createReports, type ReportFile, type Reports, type ReportsOptions } from './report/reports.ts';
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
export type { JailPlan } from './sandbox/command.ts';
export { prepareJail, type PreparedJail } from './sandbox/prepare-jail.ts';
export { LIMITS, type Limit, type LimitName } from './sandbox/limits.ts';
