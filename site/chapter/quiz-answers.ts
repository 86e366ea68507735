import type { Storage } from '../progress/store.ts';

/** Where the answers to all quizzes are kept. They never leave the browser. */
export const QUIZ_KEY = 'keysmith.quiz';

/** The marks of the options that were picked, by question, in the order in which they were. */
export type QuizAnswers = Readonly<Record<string, readonly string[]>>;

/** The answers to one page's quiz, by its id. What another version of the site has left there may be anything. */
export function readAnswers(storage: Storage | undefined, page: string): QuizAnswers {
  const answers = readAll(storage)[page];
  if (!isRecord(answers)) return {};
  const entries = Object.entries(answers).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((mark) => typeof mark === 'string'),
  );
  return Object.fromEntries(entries);
}

/** Keeps them. A browser that refuses loses them when the page is left, and nothing else. */
export function keepAnswers(storage: Storage | undefined, page: string, answers: QuizAnswers): void {
  const others = Object.entries(readAll(storage)).filter(([id]) => id !== page);
  const all = Object.keys(answers).length > 0 ? [...others, [page, answers]] : others;
  try {
    if (all.length === 0) storage?.removeItem(QUIZ_KEY);
    else storage?.setItem(QUIZ_KEY, JSON.stringify(Object.fromEntries(all)));
  } catch {
    // Full or forbidden.
  }
}

function readAll(storage: Storage | undefined): Readonly<Record<string, unknown>> {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(QUIZ_KEY) ?? '{}');
    return isRecord(stored) ? stored : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
