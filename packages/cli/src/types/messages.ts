/** A type error in a learner's file. It never changes a verdict: the checks judge what the code does. */
export interface TypeProblem {
  /** "access.ts:14:9". */
  readonly place: string;
  /** The compiler's number, as in TS2322. */
  readonly code: number;
  readonly message: string;
}

/** What the compiler's process is asked: the absolute files to look at. */
export interface TypeRequest {
  readonly id: number;
  readonly files: readonly string[];
}

/** What it answers: the errors in those files, or why it could not look. */
export type TypeReply =
  | { readonly id: number; readonly problems: readonly TypeProblem[] }
  | { readonly id: number; readonly failure: string };
