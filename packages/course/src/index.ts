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
export { pagesOfCourse } from './pages.ts';
export { readProgress, recordRun, writeProgress, type Run } from './progress.ts';
export type { ChapterMatter, QuizQuestion } from './schemas/chapter.ts';
export type { CheckDefinition, Manifest, Task } from './schemas/exercise.ts';
export type { Fact, Facts } from './schemas/facts.ts';
export {
  gradeReportSchema,
  type ExerciseGrade,
  type GradeReport,
  type SubmissionGrade,
} from './schemas/grade.ts';
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
export { copyStarter, missingFiles } from './work-copy.ts';
