import { isPassed, type Verdict } from './render/verdict.ts';

/** What the command's exit code says: 0 fine, 1 a check failed, 2 usage or internal error. */
export type ExitCode = 0 | 1 | 2;

/** Reasons for no verdict that lie in the course or the machine. All others lie in the learner's code. */
const NOT_THE_LEARNERS = new Set(['exercise', 'table']);

/** A verdict's exit code. A check that could not run says nothing about the learner's code, so it is an error. */
export function exitCodeOf(verdict: Omit<Verdict, 'seed' | 'table' | 'milliseconds'>): ExitCode {
  if (isPassed(verdict)) return 0;
  const { unjudged, results } = verdict;
  if (unjudged) return NOT_THE_LEARNERS.has(unjudged.code) ? 2 : 1;
  return results.some(({ status }) => status === 'fail') ? 1 : 2;
}
