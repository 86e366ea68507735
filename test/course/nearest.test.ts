import { expect, it } from 'vitest';
import { nearest } from '../../packages/course/src/nearest.ts';

const NAMES = ['composite-key', 'adjacency-list', 'rollups', 'backfill-under-fire'];

it.each([
  ['composit-key', ['composite-key']],
  ['rolups', ['rollups']],
  ['list', ['adjacency-list']],
  ['fire', ['backfill-under-fire']],
  ['zzz', []],
])('finds what "%s" most likely means', (name, expected) => {
  expect(nearest(name, NAMES)).toEqual(expected);
});
