import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awkward, type Awkward } from '../../../packages/instruments/src/awkward/awkward.ts';
import { createRandom } from '../../../packages/instruments/src/random.ts';
import { CLOCK_START } from '../../../packages/instruments/src/rig/clock.ts';

const DAY_MS = 86_400_000;

/** Whether something holds of what any seed gives. */
function always(holds: (from: Awkward, count: number) => void, min = 0): void {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min, max: 60 }), (seed, count) =>
      holds(awkward(createRandom(seed)), count),
    ),
    { seed: 1 },
  );
}

const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
const isPair = (values: readonly string[], are: (one: string, other: string) => boolean) =>
  values.some((one) => values.some((other) => one !== other && are(one, other)));

describe('awkward identifiers', () => {
  it('are as many as asked for, all different, and fit a key', () => {
    always((from, count) => {
      const ids = from.ids(count);
      expect(new Set(ids).size).toBe(count);
      for (const id of ids) {
        expect(Buffer.byteLength(id)).toBeGreaterThan(0);
        expect(Buffer.byteLength(id)).toBeLessThan(200);
      }
    });
  });

  it('can be confused with each other in every way, when there are enough', () => {
    always((from, count) => {
      const ids = from.ids(count);
      expect(
        isPair(ids, (one, other) => other.startsWith(`${one} `)),
        'prefixes',
      ).toBe(true);
      expect(
        isPair(ids, (one, other) => one === other.toLowerCase()),
        'case',
      ).toBe(true);
      expect(
        isPair(ids, (one, other) => one.normalize('NFD') === other),
        'forms',
      ).toBe(true);
      expect(
        isPair(ids, (one, other) => one === other.trim()),
        'spaces',
      ).toBe(true);
      expect(
        isPair(ids, (one, other) => one < other && byBytes(one, other) > 0),
        'order',
      ).toBe(true);
      expect(
        isPair(ids, (one, other) => one < other && Number(one) > Number(other)),
        'digits',
      ).toBe(true);
      expect(
        ids.some((id) => /[#/|:]/.test(id)),
        'delimiters',
      ).toBe(true);
      expect(
        ids.some((id) => id in {}),
        'properties',
      ).toBe(true);
    }, 18);
  });

  it('come the same from the same seed', () => {
    const draw = (seed: number) => {
      const from = awkward(createRandom(seed));
      return [
        from.ids(30),
        from.strings(30),
        from.numbers(10),
        from.instants(10),
        from.sets(),
        from.ofBytes(99),
      ];
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });
});

describe('awkward texts', () => {
  it('are different, and some are empty or long when there are enough', () => {
    always((from, count) => {
      const texts = from.strings(count);
      expect(new Set(texts).size).toBe(count);
      expect(texts).toContain('');
      expect(texts.some((text) => Buffer.byteLength(text) >= 600)).toBe(true);
    }, 22);
  });

  it("come sorted by their bytes, and never so that JavaScript's order would do", () => {
    always((from, count) => {
      const sorted = from.sortedStrings(count);
      expect(sorted).toEqual([...new Set(sorted)].sort(byBytes));
      expect(sorted).not.toEqual([...sorted].sort());
      expect(sorted).toHaveLength(count);
    }, 3);
    expect(() => awkward(createRandom(1)).sortedStrings(2)).toThrow('takes 3 or more, not 2');
  });

  it('take exactly the bytes that were asked for, in few characters', () => {
    always((from, count) => {
      for (const bytes of [count, 1023, 1024, 1025, 2048]) {
        const text = from.ofBytes(bytes);
        expect(Buffer.byteLength(text)).toBe(bytes);
        expect(text.length).toBeLessThanOrEqual(bytes / 2 + 3);
      }
    });
  });
});

describe('awkward numbers', () => {
  it('are different and can be sent, and their text sorts differently', () => {
    always((from, count) => {
      const numbers = from.numbers(count);
      expect(new Set(numbers).size).toBe(count);
      for (const number of numbers) {
        expect(Object.is(number, -0)).toBe(false);
        expect(Math.abs(number)).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
      }
      const byText = [...numbers].sort();
      expect(byText).not.toEqual([...numbers].sort((one, other) => one - other));
    }, 10);
  });

  it('say how many there are of something, around the limits', () => {
    expect(awkward(createRandom(1)).sizes()).toEqual([0, 1, 25, 26, 100, 101]);
    expect(awkward(createRandom(1)).sizes(10)).toEqual([0, 1, 9, 10, 11, 20, 25, 26, 100, 101]);
  });
});

describe('awkward instants', () => {
  it('rise, after the beginning of time, with equal ones and the edges of days', () => {
    always((from, count) => {
      const instants = from.instants(count);
      expect(instants).toHaveLength(count);
      expect(instants).toEqual([...instants].sort((one, other) => one - other));
      expect(Math.min(...instants)).toBeGreaterThan(CLOCK_START);
      expect(new Set(instants).size).toBeLessThan(count);
      expect(instants.some((at) => at % DAY_MS === 0)).toBe(true);
      expect(instants.some((at) => at % DAY_MS === DAY_MS - 1)).toBe(true);
    }, 12);
  });
});

describe('colliding pairs', () => {
  it('differ, and are the same string when they are joined', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.string(), { minLength: 1 }), (seed, delimiters) => {
        const pairs = awkward(createRandom(seed)).collidingPairs(delimiters);
        expect(pairs.map(({ delimiter }) => delimiter)).toEqual(delimiters);
        for (const { delimiter, one, other } of pairs) {
          expect(one.join(delimiter)).toBe(other.join(delimiter));
          expect(one).not.toEqual(other);
        }
      }),
      { seed: 1 },
    );
  });

  it('know the usual delimiters, and none at all', () => {
    const delimiters = awkward(createRandom(1))
      .collidingPairs()
      .map(({ delimiter }) => delimiter);
    expect(delimiters).toEqual(['#', '/', '|', ':', '::', '']);
  });
});

describe('awkward sets', () => {
  it('are empty, of one element, or full of identifiers', () => {
    const sizes = awkward(createRandom(1))
      .sets()
      .map(({ size }) => size);
    expect(sizes).toEqual([0, 1, 1, 9]);
  });
});
