/** Why a learner's files cannot be loaded: they do not parse, they import what they may not, or they throw at once. */
export type LoadErrorCode = 'syntax' | 'import' | 'load';

/** A fault of the learner's files that stands before any check. The message begins with its place: "access.ts:12:23 …". */
export class LoadError extends Error {
  readonly code: LoadErrorCode;
  /** "access.ts:12:23", or the file alone where no line is known. */
  readonly place: string;

  constructor(code: LoadErrorCode, place: string, text: string) {
    super(`${place} ${text}`);
    this.name = 'LoadError';
    this.code = code;
    this.place = place;
  }
}

/** Place of an offset as editors and stack traces write it: file, line and column, both from 1. */
export function placeAt(file: string, text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${file}:${line}:${offset - before.lastIndexOf('\n')}`;
}
