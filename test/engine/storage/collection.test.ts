import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Collection, placeOf, type Stored } from '../../../packages/engine/src/storage/collection.ts';

type Model = ReadonlyMap<string, number>;

const entry = (size: number): Stored => ({ item: {} as Stored['item'], size });

/** Sizes tell the items apart. */
function holds(collection: Collection, model: Model): void {
  const entries = [...model].map(([key, size]) => {
    const [partition = '', sort = ''] = key.split('/');
    return { partition, sort, size };
  });
  const inOrder = entries.sort(
    (a, b) => placeOf(a.partition) - placeOf(b.partition) || (a.sort < b.sort ? -1 : 1),
  );
  expect([...collection.all()].map(({ size }) => size)).toEqual(inOrder.map(({ size }) => size));
  expect(collection.itemCount).toBe(entries.length);
  expect(collection.sizeBytes).toBe(entries.reduce((sum, { size }) => sum + size, 0));
  for (const { partition, sort, size } of entries) expect(collection.get(partition, sort)?.size).toBe(size);
}

const step = fc.record({
  /** Which of the collections, by its number modulo how many there are. */
  of: fc.nat(50),
  what: fc.constantFrom('set', 'set', 'delete', 'delete', 'copy'),
  partition: fc.constantFrom('a', 'b', 'c'),
  sort: fc.constantFrom('1', '2', '3'),
});

it('shares nothing that shows with its copies, and theirs', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (script) => {
      const all: { collection: Collection; model: Model }[] = [
        { collection: new Collection(), model: new Map() },
      ];
      for (const [at, { of, what, partition, sort }] of script.entries()) {
        const one = all[of % all.length]!;
        const { collection } = one;
        const model = new Map(one.model);
        if (what === 'copy') {
          all.push({ collection: collection.copy(), model });
        } else if (what === 'set') {
          collection.set(partition, sort, entry(at + 1));
          one.model = model.set(`${partition}/${sort}`, at + 1);
        } else {
          collection.delete(partition, sort);
          model.delete(`${partition}/${sort}`);
          one.model = model;
        }
      }
      for (const { collection, model } of all) holds(collection, model);
    }),
    { seed: 11, numRuns: 1000 },
  );
});
