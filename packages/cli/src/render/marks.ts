import type { CheckResult } from '@keysmith/course';
import type { Terminal } from '../terminal/terminal.ts';

export type Status = CheckResult['status'];

const SYMBOLS: Readonly<Record<Status, string>> = { pass: '✓', fail: '✗', error: '!', skipped: '–' };
const WORDS: Readonly<Record<Status, string>> = {
  pass: 'ok  ',
  fail: 'FAIL',
  error: 'ERR ',
  skipped: 'skip',
};

/** The mark before a check: a coloured symbol, or in plain output a word that a log or a screen reader carries. */
export function mark(status: Status, terminal: Terminal): string {
  if (terminal.plain) return WORDS[status];
  return inColourOf(status, terminal)(SYMBOLS[status]);
}

/** The colour that goes with a status. */
export function inColourOf(status: Status, { colours }: Terminal): (text: string) => string {
  return { pass: colours.green, fail: colours.red, error: colours.yellow, skipped: colours.dim }[status];
}

/** "1 task", "2 tasks". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
