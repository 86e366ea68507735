/** Which rule of the intake something handed in broke. */
export type RefusalCode =
  | 'submission.link'
  | 'submission.special'
  | 'submission.name'
  | 'submission.size'
  | 'submission.count'
  | 'archive.kind'
  | 'archive.damaged'
  | 'archive.encrypted'
  | 'archive.path'
  | 'archive.nested'
  | 'archive.count'
  | 'archive.size'
  | 'archive.ratio';

/** Why something handed in is not read. The message names the file, the rule and the remedy. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
