import { drawNeighbour, drawNotice, seeded } from '@keysmith/domains';
import { expect, it } from 'vitest';

const people = ['ann', 'bob', 'cem', 'dag'];

it('lets the first neighbours write most, and nobody mention themselves or anybody twice', () => {
  const random = seeded(3);
  const notices = Array.from({ length: 400 }, () =>
    drawNotice(random, { board: 'yard', people, mentions: 3 }),
  );

  const byAnn = notices.filter(({ author }) => author === 'ann').length;
  const byDag = notices.filter(({ author }) => author === 'dag').length;
  expect(byAnn).toBeGreaterThan(2 * byDag);
  expect(byDag).toBeGreaterThan(0);
  for (const { author, mentions } of notices) expect(new Set([author, ...mentions])).toEqual(new Set(people));
});

it('draws the same neighbours and notices from the same seed', () => {
  const draw = () => {
    const random = seeded(5);
    return [drawNeighbour(random), drawNotice(random, { board: 'yard', people, mentions: 1 })];
  };
  expect(draw()).toEqual(draw());
});
