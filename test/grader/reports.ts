import type { CheckDefinition, CheckResult, GradeReport } from '@keysmith/course';

/** A check of an exercise about workspaces. */
export const checkDefinition: CheckDefinition = {
  id: 'page-one-query',
  task: 'page',
  title: 'the page is one Query',
  asks: 'getWorkspace takes one Query.',
  points: 3,
  hint: 2,
  needs: [],
};

/** The same check, failed. */
export const failedCheck: CheckResult = {
  id: 'page-one-query',
  task: 'page',
  title: 'the page is one Query',
  status: 'fail',
  points: 0,
  maxPoints: 3,
  failure: {
    expected: 'the page is one Query',
    happened: 'expected one Query, but there were 2 requests: Query, PutItem',
    evidence: 'getWorkspace("w1") returned null\n- 3\n+ 4',
    place: 'access.ts:14:9',
    requests: [
      {
        operation: 'Query',
        table: 'main',
        index: 'byMail',
        detail: 'pk = "W#1"',
        scanned: 40,
        returned: 3,
        readUnits: 20,
        writeUnits: 0,
      },
      {
        operation: 'PutItem',
        table: 'main',
        detail: 'pk = "W#1" | if attribute_not_exists(pk)',
        readUnits: 0,
        writeUnits: 1,
        error: 'ConditionalCheckFailedException',
      },
    ],
  },
};

const passedCheck: CheckResult = {
  id: 'page-complete',
  task: 'page',
  title: 'the page is complete',
  status: 'pass',
  points: 2,
  maxPoints: 2,
};

/** A class with names and messages as bad as learners can make them. */
export const hostileReport: GradeReport = {
  schema: 'keysmith/grade/v1',
  course: '1.2.3',
  seed: 7,
  table: 'dynamodb-local',
  isolation: 'none',
  exercises: [
    { exercise: 'one', title: 'One <b>exercise</b>', maxScore: 5 },
    { exercise: 'two', title: 'Two', maxScore: 5 },
  ],
  submissions: [
    {
      learner: '=HYPERLINK("http://x")',
      score: 2,
      maxScore: 10,
      exercises: [
        {
          exercise: 'one',
          status: 'graded',
          score: 2,
          maxScore: 5,
          checks: [
            passedCheck,
            {
              ...failedCheck,
              failure: { ...failedCheck.failure!, happened: '<img src=x onerror=alert(1)>' },
            },
          ],
        },
        { exercise: 'two', status: 'missing', maxScore: 5 },
      ],
    },
    {
      learner: '</td><script>alert(1)</script>',
      score: 0,
      maxScore: 10,
      exercises: [
        { exercise: 'one', status: 'ungradable', maxScore: 5, reason: '@broken, "quoted"\nand <more>' },
        { exercise: 'two', status: 'ungradable', maxScore: 5, reason: '-1' },
      ],
    },
    {
      learner: 'Zoë',
      score: 0,
      maxScore: 10,
      exercises: [
        { exercise: 'one', status: 'missing', maxScore: 5 },
        { exercise: 'two', status: 'missing', maxScore: 5 },
      ],
    },
  ],
  times: { startedAt: '2026-11-22T10:00:00.000Z', seconds: 12.345 },
};
