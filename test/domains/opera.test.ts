import { drawOperaHouse, seeded, TIE_TYPES } from '@keysmith/domains';
import { expect, it } from 'vitest';

it('draws a tree of managers, and no tie twice', () => {
  const { colleagues, ties } = drawOperaHouse(seeded(1), 60);
  const managed = ties.filter(({ type }) => type === 'manages').map(({ other }) => other);
  expect(managed.sort()).toEqual(
    colleagues
      .slice(1)
      .map(({ person }) => person)
      .sort(),
  );
  const keys = ties.map(({ person, type, other }) => `${person} ${type} ${other}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(ties.every(({ person, other }) => person !== other)).toBe(true);
});

it('uses every type of tie, and days that there are', () => {
  const { ties } = drawOperaHouse(seeded(2), 60);
  expect([...new Set(ties.map(({ type }) => type))].sort()).toEqual([...TIE_TYPES].sort());
  for (const { since } of ties) expect(new Date(since).toISOString().slice(0, 10)).toBe(since);
});

it('draws the same from the same seed', () => {
  expect(drawOperaHouse(seeded(7), 20)).toEqual(drawOperaHouse(seeded(7), 20));
});
