import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfKey } from '../../../packages/engine/src/storage/schema.ts';

const part = fc.string({ unit: fc.constantFrom('a', ' ', '1', '12'), maxLength: 6 });
const key = fc.record({ partition: part, sort: part });

describe('the text of a key', () => {
  it('is that of another key only if the two are the same', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const areSame = one.partition === other.partition && one.sort === other.sort;
        expect(textOfKey(one) === textOfKey(other)).toBe(areSame);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
