import { checkResultSchema } from '@keysmith/course';
import { describe, expect, it } from 'vitest';
import { readVerdict } from '../../packages/page/src/read-verdict.ts';

const REQUEST = {
  operation: 'Query',
  table: 'main',
  index: 'byMail',
  detail: 'pk = "W#1"',
  scanned: 3,
  returned: 2,
  readUnits: 0.5,
  writeUnits: 0,
  error: 'ValidationException',
};

const VERDICT = {
  id: 'one-query',
  task: 'page',
  title: 'one Query is enough',
  status: 'fail',
  points: 0,
  maxPoints: 2,
  reason: 'needs another to pass first',
  measured: ['races: 84 schedules'],
  bill: [
    {
      pattern: 'a page',
      requests: 1,
      readUnits: 1,
      writeUnits: 0,
      bytes: 100,
      budget: { requests: 1, readUnits: 2, writeUnits: 0, bytes: 1000 },
    },
  ],
  failure: {
    expected: 'one Query',
    happened: 'two Queries',
    evidence: '',
    requests: [REQUEST],
    place: 'access.ts:14:9',
    instrument: 'growth',
    tried: 'more items',
    timeline: 'A  B',
    why: 'so it is',
    chapter: 'one-to-many',
    figure: { svg: '<svg/>', text: 'a line' },
    token: 'one-query.1.1.A1',
    replay: {
      format: 'keysmith-replay',
      version: 1,
      instrument: 'races',
      title: 'two clients',
      seed: 1,
      token: 'one-query.1.1.A1',
      clients: [{ id: 'A', label: 'client A' }],
      tables: [{ name: 'main', keys: ['pk'], indexes: [] }],
      start: [],
      steps: [],
    },
  },
};

type Path = readonly (string | number)[];

/** Every place inside of a value, but for what a replay holds. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.at(-1) === 'replay') return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]))];
}

/** A copy with another value at a place; the place is taken out where there is none. */
function changed(path: Path, ...other: unknown[]): unknown {
  const copy = structuredClone({ root: VERDICT }) as Record<string, unknown>;
  const around = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (at, key) => at[key] as Record<string, unknown>,
      path.length === 0 ? copy : (copy['root'] as Record<string, unknown>),
    );
  const key = path.length === 0 ? 'root' : String(path.at(-1));
  if (other.length === 0) delete around[key];
  else around[key] = other[0];
  return copy['root'];
}

describe('a verdict read in the page', () => {
  it('is taken as it is', () => {
    expect(checkResultSchema.parse(VERDICT)).toEqual(VERDICT);
    expect(readVerdict(VERDICT)).toBe(VERDICT);
  });

  it.each(pathsOf(VERDICT).map((path) => ({ place: path.join('.') || 'the whole', path })))(
    "is refused where the course's schema refuses it: $place",
    ({ path }) => {
      const isList = (value: unknown) => Array.isArray(value);
      const values = [undefined, null, 7, 'text', true, [], {}, [null], { more: 1 }, '<img src=x>'];
      for (const value of values) {
        const verdict = changed(path, value);
        const isAllowed = checkResultSchema.safeParse(
          JSON.parse(JSON.stringify({ verdict })).verdict,
        ).success;
        const isRead = readVerdict(JSON.parse(JSON.stringify({ verdict })).verdict) !== undefined;
        // Ids, whole numbers and recordings are looked at more closely there; nothing that a page shows depends on it.
        if (isAllowed) expect(isRead, JSON.stringify(value)).toBe(true);
        else if (!isList(value) && typeof value !== typeof valueAt(path))
          expect(isRead, JSON.stringify(value)).toBe(false);
      }
      const without = changed(path);
      if (!isList(valueAt(path.slice(0, -1))))
        expect(readVerdict(without) !== undefined).toBe(checkResultSchema.safeParse(without).success);
    },
  );

  it.each(['passed', '', 'constructor'])('has a known status: not %j', (status) => {
    expect(readVerdict({ ...VERDICT, status })).toBeUndefined();
  });

  it('has no members that nobody knows', () => {
    expect(readVerdict({ ...VERDICT, more: 1 })).toBeUndefined();
    expect(readVerdict({ ...VERDICT, constructor: 1 })).toBeUndefined();
  });
});

function valueAt(path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], VERDICT);
}
