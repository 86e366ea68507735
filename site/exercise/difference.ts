import { structuredPatch } from 'diff';

/** One place in which two files differ, with a few lines round it. */
export interface Hunk {
  /** 1-based line of the second file at which the hunk begins. */
  readonly line: number;
  /** Lines, each begun by "-" (only in the first), "+" (only in the second) or a space (in both). */
  readonly text: string;
}

/** Lines shown round each difference. */
const CONTEXT_LINES = 3;

/** The places in which a file differs from another, in their order; empty if they are equal. */
export function differencesOf(before: string, after: string): readonly Hunk[] {
  const patch = structuredPatch('before', 'after', before, after, undefined, undefined, {
    context: CONTEXT_LINES,
  });
  return patch.hunks.map(({ newStart, lines }) => ({
    line: newStart,
    text: lines.filter((line) => !line.startsWith('\\')).join('\n'),
  }));
}
