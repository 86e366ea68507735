export { CourseError, formatProblem, type Problem } from './error.ts';
export {
  pageProgram,
  replaceOutputs,
  scanFences,
  type Fence,
  type PageProgram,
  type RunFence,
} from './fences.ts';
export { loadCourse, type LoadOptions } from './loader.ts';
export type {
  Alternative,
  Chapter,
  ChapterPage,
  ChapterReplay,
  Course,
  Exercise,
  Hint,
  WrongAnswer,
} from './model.ts';
export { nearest } from './nearest.ts';
export { pagesOfCourse } from './pages.ts';
export { readProgress, recordRun, writeProgress, type Run } from './progress.ts';
export type { ChapterMatter, QuizQuestion } from './schemas/chapter.ts';
export type { CheckDefinition, Manifest, Task } from './schemas/exercise.ts';
export type { Fact, Facts } from './schemas/facts.ts';
export {
  gradedExercise,
  PRACTICE_SEED,
  submissionSums,
  summaryOf,
  taskGrades,
  verdictWords,
} from './grades.ts';
export {
  exerciseGradeSchema,
  gradeReportSchema,
  submissionGradeSchema,
  submissionSummarySchema,
  type ExerciseGrade,
  type ExerciseSummary,
  type GradedCheck,
  type GradedExercise,
  type GradeReport,
  type Isolation,
  type LimitHit,
  type Student,
  type SubmissionGrade,
  type SubmissionSummary,
} from './schemas/grade.ts';
export { gradeJsonSchemas } from './schemas/grade-json.ts';
export { progressSchema, type Progress } from './schemas/progress.ts';
export { attributesText, keyText, stepText, valueText, type StepText } from './replay-text.ts';
export { replaySchema, type Replay, type ReplayStep } from './schemas/replay.ts';
export {
  checkResultSchema,
  type BillLine,
  type CheckResult,
  type Failure,
  type RequestSummary,
} from './schemas/verdict.ts';
export { slugOfFolder } from './schemas/ids.ts';
export { exerciseStatus, nextExercise, type ExerciseStatus } from './status.ts';
export { watchFiles } from './watch-files.ts';
export { copyStarter, missingFiles } from './work-copy.ts';
