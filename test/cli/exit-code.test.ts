import { expect, it } from 'vitest';
import type { CheckResult } from '@keysmith/course';
import { exitCodeOf } from '../../packages/cli/src/exit-code.ts';
import { EXERCISE, resultOf } from './render/verdicts.ts';

type Status = CheckResult['status'];

it.each<readonly [string, readonly Status[], number]>([
  ['every check passed', ['pass', 'pass', 'pass'], 0],
  ['a check failed', ['pass', 'fail', 'skipped'], 1],
  ['a check could not run', ['pass', 'error', 'pass'], 2],
  ['one failed and one could not run', ['fail', 'error', 'pass'], 1],
  ['a check has no result', ['pass', 'pass'], 2],
  ['nothing ran', [], 2],
])('when %s', (_, statuses, code) => {
  const results = statuses.map((status, at) => resultOf(at, status));
  expect(exitCodeOf({ exercise: EXERCISE, results })).toBe(code);
});

it.each([
  ['syntax', 1],
  ['import', 1],
  ['load', 1],
  ['hang', 1],
  ['exit', 1],
  ['missing-file', 1],
  ['exercise', 2],
  ['table', 2],
])('when there is no verdict for the reason "%s"', (code, expected) => {
  expect(exitCodeOf({ exercise: EXERCISE, results: [], unjudged: { code, reason: 'So.' } })).toBe(expected);
});
