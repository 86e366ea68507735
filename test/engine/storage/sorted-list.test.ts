import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cursor, numberList } from '../../../packages/engine/src/storage/sorted-list.ts';

function drain<Value>(cursor: Cursor<Value>): Value[] {
  const values: Value[] = [];
  for (let value = cursor.next(); value !== undefined; value = cursor.next()) values.push(value);
  return values;
}

const steps = fc.array(
  fc.tuple(fc.constantFrom('set', 'set', 'add', 'delete'), fc.integer({ min: 0, max: 2000 })),
  {
    minLength: 1500,
    maxLength: 3000,
    size: 'max',
  },
);

it('is a sorted map, whatever happens to it', () => {
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 0, max: 2000 }),
      (script, one, other) => {
        const list = numberList<string>();
        const model = new Map<number, string>();
        for (const [at, [step, key]] of script.entries()) {
          // No two steps bring the same value, so that it shows whose is there.
          const value = `v${at}`;
          const before = model.get(key);
          if (step === 'set') expect(list.set(key, value)).toBe(before);
          else if (step === 'add') expect(list.add(key, value)).toBe(before === undefined);
          else expect(list.delete(key)).toBe(before);
          if (step === 'delete') model.delete(key);
          else if (step === 'set' || before === undefined) model.set(key, value);
        }
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const inside = [...model.keys()].filter((key) => key >= low && key < high).sort((a, b) => a - b);
        const expected = inside.map((key) => model.get(key));
        expect(list.size).toBe(model.size);
        expect(drain(list.range(low, high, true))).toEqual(expected);
        expect(drain(list.range(low, high, false))).toEqual(expected.reverse());
        expect(drain(list.range(undefined, undefined, true))).toHaveLength(model.size);
        expect(list.get(low)).toBe(model.get(low));
      },
    ),
    { seed: 31, numRuns: 30 },
  );
});

it('keeps rising keys in full chunks', () => {
  const list = numberList<number>();
  for (let key = 0; key < 10_000; key++) list.set(key, key);
  expect(drain(list.range(5000, 5003, true))).toEqual([5000, 5001, 5002]);
  expect(drain(list.range(undefined, 3, false))).toEqual([2, 1, 0]);
});
