import { drawShops, seeded } from '@keysmith/domains';
import { expect, it } from 'vitest';

const shops = drawShops(seeded(1), 600);

it('gives the largest country the most shops, and every country some', () => {
  const counts = new Map<string, number>();
  for (const { country } of shops) counts.set(country, (counts.get(country) ?? 0) + 1);
  const order = ['United States', 'Germany', 'United Kingdom', 'Nigeria', 'Niger'];
  expect([...counts].sort(([, a], [, b]) => b - a).map(([country]) => country)).toEqual(order);
});

it('has places whose names begin with a neighbour, and the same city in two regions', () => {
  const cities = new Set(shops.map(({ region, city }) => `${region}, ${city}`));
  expect([...cities]).toEqual(
    expect.arrayContaining(['Virginia, Newport News', 'Virginia, Newport', 'Wales, Newport']),
  );
});

it('has several shops under one postcode, and each its own id', () => {
  expect(new Set(shops.map(({ postcode }) => postcode)).size).toBeLessThan(500);
  expect(new Set(shops.map(({ shop }) => shop)).size).toBe(shops.length);
});
