export type GradeErrorCode =
  | 'grade.no-folder'
  | 'grade.no-submissions'
  | 'grade.bad-archive'
  | 'grade.no-table'
  | 'grade.seed'
  | 'grade.shard'
  | 'grade.other-journal'
  | 'grade.damaged-journal'
  | 'grade.busy'
  | 'grade.merge';

/** Why a class cannot be graded at all. The message says what is wrong and what to do. */
export class GradeError extends Error {
  readonly code: GradeErrorCode;

  constructor(code: GradeErrorCode, message: string) {
    super(message);
    this.name = 'GradeError';
    this.code = code;
  }
}
