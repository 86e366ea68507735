import {
  submissionSums,
  summaryOf,
  taskGrades,
  verdictWords,
  type CheckDefinition,
  type CheckResult,
  type ExerciseGrade,
  type GradedCheck,
  type GradedExercise,
  type GradeReport,
  type Student,
  type SubmissionGrade,
} from '@keysmith/course';
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

export const passedCheck: CheckResult = {
  id: 'page-complete',
  task: 'page',
  title: 'the page is complete',
  status: 'pass',
  points: 2,
  maxPoints: 2,
};

/** An exercise as a batch asks it. */
export function exerciseOf(exercise: string, title: string): GradedExercise {
  return {
    exercise,
    title,
    maxScore: 5,
    tasks: [{ id: 'page', title: 'Read a page' }],
    checks: [
      { id: 'page-complete', task: 'page', title: 'the page is complete', maxPoints: 2 },
      { id: 'page-one-query', task: 'page', title: 'the page is one Query', maxPoints: 3 },
    ],
  };
}

/** The same verdict under both seeds, unless told. */
export function graded(check: CheckResult, statuses: Partial<GradedCheck> = {}): GradedCheck {
  return { ...check, visible: check.status, hidden: check.status, ...statuses };
}

/** An exercise that has a mark. */
export function gradedOf(exercise: string, checks: GradedCheck[]): ExerciseGrade {
  return {
    exercise,
    status: 'graded',
    score: checks.reduce((sum, { points }) => sum + points, 0),
    maxScore: 5,
    verdict: verdictWords(checks),
    tasks: taskGrades({ tasks: [{ id: 'page', title: 'Read a page' }] }, checks),
    checks,
    limits: [],
    remarks: [],
  };
}

export function missing(exercise: string, found: string[] = []): ExerciseGrade {
  return { exercise, status: 'missing', maxScore: 5, found };
}

export function ungradable(exercise: string, reason: string): ExerciseGrade {
  const limits = [{ name: 'memory', max: 512, unit: 'MB' }];
  return { exercise, status: 'ungradable', maxScore: 5, code: 'load', reason, limits };
}

export function unstable(exercise: string): ExerciseGrade {
  return {
    exercise,
    status: 'unstable',
    maxScore: 5,
    unstable: [
      {
        check: 'page-one-query',
        title: 'the page is one Query',
        verdicts: ['fail', 'pass'],
        message: 'expected <one> Query',
      },
    ],
    checks: [graded(passedCheck), graded(failedCheck)],
    limits: [],
  };
}

const RUN = {
  course: '1.2.3',
  seeds: { visible: 1, hidden: 7 },
  table: 'embedded',
  isolation: { kind: 'none', lost: ['The code ran with the rights of whoever gave the command.'] },
} as const satisfies Partial<GradeReport> | { isolation: object };

const TIMES = { startedAt: '2026-11-22T10:00:00.000Z', milliseconds: 12_345 };

/** A submission of these exercises. */
export function submissionOf(
  learner: string,
  exercises: ExerciseGrade[],
  student?: Student,
): SubmissionGrade {
  return {
    schema: 'keysmith/submission/v1',
    ...RUN,
    isolation: { ...RUN.isolation, lost: [...RUN.isolation.lost] },
    learner,
    ...(student && { student }),
    ...submissionSums(exercises),
    exercises,
    times: TIMES,
  };
}

/** The batch of these submissions. */
export function reportOf(submissions: readonly SubmissionGrade[]): GradeReport {
  return {
    schema: 'keysmith/grade/v2',
    ...RUN,
    isolation: { ...RUN.isolation, lost: [...RUN.isolation.lost] },
    exercises: [exerciseOf('one', 'One <b>exercise</b>'), exerciseOf('two', 'Two')],
    submissions: submissions.map(summaryOf),
    absent: [],
    times: TIMES,
  };
}

/** A class with names and messages as bad as learners can make them. */
export const hostileClass: readonly SubmissionGrade[] = [
  submissionOf('=HYPERLINK("http://x")', [
    gradedOf('one', [
      graded(passedCheck),
      graded({
        ...failedCheck,
        failure: { ...failedCheck.failure!, happened: '<img src=x onerror=alert(1)>' },
      }),
    ]),
    missing('two', ['two/<tabel>.ts']),
  ]),
  submissionOf('</td><script>alert(1)</script>', [
    ungradable('one', '@broken, "quoted"\nand <more>'),
    ungradable('two', '-1 is no module'),
  ]),
  submissionOf('Zoë', [missing('one'), unstable('two')], {
    id: 's-3',
    name: '@Zoë',
    email: 'Zoe@Example.org',
  }),
];

export const hostileReport: GradeReport = reportOf(hostileClass);

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
