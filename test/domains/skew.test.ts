import { seeded, skewed } from '@keysmith/domains';
import { expect, it } from 'vitest';

it('draws the first values most, and the last ones too', () => {
  const random = seeded(1);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 2500; i += 1) {
    const at = skewed(random, [0, 1, 2, 3]);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  // 12/25, 6/25, 4/25 and 3/25 of them are due.
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts[0]).toBeGreaterThan(1000);
  expect(counts[3]).toBeGreaterThan(200);
});

it('draws the same from the same seed', () => {
  const draw = () => {
    const random = seeded(7);
    return Array.from({ length: 20 }, () => skewed(random, ['a', 'b', 'c']));
  };
  expect(draw()).toEqual(draw());
});

it('needs something to draw from', () => {
  expect(() => skewed(seeded(1), [])).toThrow('skewed needs at least one value');
});
