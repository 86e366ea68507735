import type { CheckDefinition, CheckResult } from '@keysmith/course';
import { formatFailure } from '@keysmith/grader';
import { describe, expect, it } from 'vitest';
import { checkDefinition, failedCheck } from '../reports.ts';

describe('a failure as text', () => {
  it('says what was asked, expected and happened, the call, the requests and which hint helps', () => {
    expect(formatFailure(failedCheck, checkDefinition)).toBe(
      [
        'asked     getWorkspace takes one Query.',
        'expected  the page is one Query',
        'happened  expected one Query, but there were 2 requests: Query, PutItem',
        'at        access.ts:14:9',
        '',
        '    getWorkspace("w1") returned null',
        '    - 3',
        '    + 4',
        '',
        'requests  the call made 2',
        '    1  Query main.byMail: pk = "W#1"; 40 items read, 3 returned; 20 read units',
        '    2  PutItem main: pk = "W#1" | if attribute_not_exists(pk); refused: ConditionalCheckFailedException',
        'help      hint 2 of the task "page"',
      ].join('\n'),
    );
  });

  it('says so when the call made no requests, and counts more than eight', () => {
    const none: CheckResult = {
      ...failedCheck,
      failure: { ...failedCheck.failure!, requests: [], evidence: '' },
    };
    expect(formatFailure(none, checkDefinition)).toContain('requests  the call made none\nhelp');
    const request = failedCheck.failure!.requests[0]!;
    const many = {
      ...failedCheck,
      failure: { ...failedCheck.failure!, requests: Array.from({ length: 11 }, () => request) },
    };
    expect(formatFailure(many, checkDefinition)).toContain('    …  and 3 more\n');
  });

  it('gives the reason of a check that could not run, and no hint, which could not help', () => {
    const { failure: _failure, ...rest } = failedCheck;
    const text = formatFailure({ ...rest, status: 'error', reason: 'the table is gone' }, checkDefinition);
    expect(text).toBe(
      'asked     getWorkspace takes one Query.\nexpected  the page is one Query\nreason    the table is gone',
    );
  });

  it('does without the definition, as a grade report must', () => {
    expect(formatFailure(failedCheck, undefined as CheckDefinition | undefined)).toMatch(
      /^expected  the page is one Query\n/,
    );
  });
});
