import type { CheckDefinition, CheckResult, GradeReport } from '@keysmith/course';
import { REPLAY } from '../course/replays.ts';

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

/** What an instrument tells of a flaw, with every text as bad as a learner can make it. */
export const hostileFailure: CheckResult = {
  ...failedCheck,
  failure: {
    ...failedCheck.failure!,
    instrument: 'races',
    tried: '<b>two clients</b> at once',
    timeline: 'client A   client B\n1 <read>',
    why: 'Nothing holds an item <between> requests.',
    chapter: 'races',
    token: 'page.1.1.A1"<i>',
    figure: {
      svg: `<svg xmlns="http://www.w3.org/2000/svg" onload='alert(3)'><script>alert("3")</script></svg>`,
      text: '5 > 4 "onload="',
    },
    replay: {
      ...REPLAY,
      clients: [
        { id: 'A', label: 'client A' },
        { id: 'B', label: '<script>B</script>' },
      ],
      steps: REPLAY.steps.map((step) => {
        if (step.kind !== 'request') return step;
        if (step.number === 3) return { ...step, detail: '<img src=x onerror=alert(2)>' };
        if (step.number !== 5) return step;
        const changes = step.changes.map((change) => ({
          ...change,
          after: { ...change.after, text: { S: '</td><script>' } },
        }));
        return { ...step, fault: 'the reply is <lost>', changes };
      }),
    },
  },
};

/** A pass that tells what was measured on the way. */
export const measuredPass: CheckResult = {
  ...passedCheck,
  measured: ['races: 84 runs, <every> one that differs'],
  bill: [
    {
      pattern: 'a page <of> 10',
      requests: 2,
      readUnits: 0.5,
      writeUnits: 0,
      bytes: 1200,
      budget: { requests: 1, readUnits: 0.5 },
    },
  ],
};

/** A report on one learner who did one exercise. */
export function reportOf(checks: CheckResult[]): GradeReport {
  const grade = { exercise: 'one', status: 'graded' as const, score: 2, maxScore: 5, checks };
  return {
    ...hostileReport,
    exercises: [{ exercise: 'one', title: 'One', maxScore: 5 }],
    submissions: [{ learner: 'zoe', score: 2, maxScore: 5, exercises: [grade] }],
  };
}
