export type CliErrorCode =
  | 'cli.no-course'
  | 'cli.unknown-exercise'
  | 'cli.unknown-task'
  | 'cli.unknown-layer'
  | 'cli.not-confirmed'
  | 'cli.bad-token'
  | 'cli.foreign-token'
  | 'cli.missing-option'
  | 'cli.bad-grades'
  | 'cli.no-roster'
  | 'cli.all-done';

/** Something that the person at the command can mend: what is wrong, and what to do. Told without a stack. */
export class CliError extends Error {
  readonly code: CliErrorCode;
  /** What to do about it, as a sentence. */
  readonly remedy: string;

  constructor(code: CliErrorCode, what: string, remedy: string) {
    super(what);
    this.name = 'CliError';
    this.code = code;
    this.remedy = remedy;
  }
}
