import { describe, expect, it } from 'vitest';
import { units } from '../../../packages/instruments/src/cost/units.ts';

describe('units', () => {
  it.each([
    [0, 0.5],
    [1, 0.5],
    [4096, 0.5],
    [4097, 1],
    [40_960, 5],
  ])('of a read of %i bytes are %d, and twice as many if it is consistent', (bytes, expected) => {
    expect(units.read(bytes)).toBe(expected);
    expect(units.read(bytes, { consistent: true })).toBe(expected * 2);
  });

  it.each([
    [0, 1],
    [1024, 1],
    [1025, 2],
    [409_600, 400],
  ])('of a write of %i bytes are %d', (bytes, expected) => {
    expect(units.write(bytes)).toBe(expected);
  });

  it('of a transaction are twice those of its writes', () => {
    expect(units.transactWrite(100, 1025, 0)).toBe(2 + 4 + 2);
    expect(units.transactWrite()).toBe(0);
  });
});
