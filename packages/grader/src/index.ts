export { GradeError, type GradeErrorCode } from './batch/grade-error.ts';
export { gradeFolder, type GradeFolderOptions } from './batch/grade-folder.ts';
export { claimsOf, proveClaim, proveExercise, type Claim, type ProveOptions } from './prove.ts';
export { gradeCsv } from './report/csv.ts';
export { gradeHtml } from './report/html.ts';
export { formatFailure } from './report/text.ts';
export type { RunEvent, RunOptions, RunOutcome, Unjudged, UnjudgedCode } from './run/options.ts';
export { createRunner, type Runner } from './run/runner.ts';
export { runExercise } from './run/run-exercise.ts';
