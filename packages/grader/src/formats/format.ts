import type { ExerciseSummary, GradeReport, SubmissionGrade } from '@keysmith/course';

/** What a converter gives. */
export interface Converted {
  readonly content: string;
  /** What an instructor should know of it, a sentence each: rows that matched nobody, marks that were left out. */
  readonly remarks: readonly string[];
}

/** The marks of one submission in the form that some other program takes. Pure: the same grades give the same bytes. */
export interface SubmissionFormat<Options> {
  readonly name: string;
  /** Of the file that it is written to. */
  readonly extension: string;
  /** @throws {FormatError} where the format cannot say what the grades say. */
  convert(grade: SubmissionGrade, options: Options): Converted;
}

/** The marks of a class in the form that some grade book takes. Pure, as above. */
export interface BatchFormat<Options> {
  readonly name: string;
  readonly extension: string;
  /** @throws {FormatError} */
  convert(report: GradeReport, options: Options): Converted;
}

export type FormatErrorCode =
  | 'format.open-points'
  | 'format.no-column'
  | 'format.no-exercise'
  | 'format.unreadable'
  | 'format.identity'
  | 'format.roster';

/** Why grades cannot be put into a form. The message says what to do. */
export class FormatError extends Error {
  readonly code: FormatErrorCode;

  constructor(code: FormatErrorCode, message: string) {
    super(message);
    this.name = 'FormatError';
    this.code = code;
  }
}

/** The mark of an exercise; undefined where there is none, which is not a zero. */
export function markOf(exercise: ExerciseSummary): number | undefined {
  if (exercise.status === 'graded') return exercise.score;
  return exercise.status === 'missing' ? 0 : undefined;
}
