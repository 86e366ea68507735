import type { CheckResult } from '@keysmith/course';

/*
 * The course's schema of a verdict, once more and by hand: the library that describes it there would be half as large as
 * everything else that the page loads for its lab. test/page/read-verdict.test.ts compares the two.
 */

/** The type of a value, a list of such, a record of such; `optional` members may be absent. */
type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'object'
  | readonly [Shape]
  | {
      readonly required: Readonly<Record<string, Shape>>;
      readonly optional: Readonly<Record<string, Shape>>;
    };

const REQUEST: Shape = {
  required: {
    operation: 'string',
    table: 'string',
    detail: 'string',
    readUnits: 'number',
    writeUnits: 'number',
  },
  optional: { index: 'string', scanned: 'number', returned: 'number', error: 'string' },
};

const FIGURE: Shape = { required: { svg: 'string', text: 'string' }, optional: {} };

const FAILURE: Shape = {
  required: { expected: 'string', happened: 'string', evidence: 'string', requests: [REQUEST] },
  optional: {
    place: 'string',
    instrument: 'string',
    tried: 'string',
    timeline: 'string',
    why: 'string',
    chapter: 'string',
    figure: FIGURE,
    token: 'string',
    // Read by whoever plays it.
    replay: 'object',
  },
};

const COUNTS = { requests: 'number', readUnits: 'number', writeUnits: 'number', bytes: 'number' } as const;

const BILL_LINE: Shape = {
  required: { pattern: 'string', ...COUNTS },
  optional: { budget: { required: {}, optional: COUNTS } },
};

const VERDICT: Shape = {
  required: {
    id: 'string',
    task: 'string',
    title: 'string',
    status: 'string',
    points: 'number',
    maxPoints: 'number',
  },
  optional: {
    failure: FAILURE,
    reason: 'string',
    measured: ['string'],
    bill: [BILL_LINE],
    recording: 'object',
  },
};

const STATUSES = new Set<unknown>(['pass', 'fail', 'error', 'skipped']);

/** A verdict as the course knows it; undefined for anything else that a worker may say. */
export function readVerdict(value: unknown): CheckResult | undefined {
  if (!fits(value, VERDICT)) return undefined;
  const verdict = value as CheckResult;
  return STATUSES.has(verdict.status) ? verdict : undefined;
}

function fits(value: unknown, shape: Shape): boolean {
  if (typeof shape === 'string') return typeof value === shape && value !== null;
  if (isList(shape)) return Array.isArray(value) && value.every((each) => fits(each, shape[0]));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { required, optional } = shape;
  return (
    Object.keys(required).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, member]) => {
      const known = Object.hasOwn(required, name) ? required[name] : optional[name];
      return known !== undefined && fits(member, known);
    })
  );
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
