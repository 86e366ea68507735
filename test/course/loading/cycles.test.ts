import { expect, it } from 'vitest';
import { findCycles } from '../../../packages/course/src/loading/cycles.ts';

it.each([
  ['a line', { a: ['b'], b: ['c'], c: [] }, []],
  ['two ways to one node', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ['a node that needs itself', { a: ['a'] }, [['a']]],
  ['a circle behind a line', { a: ['b'], b: ['c'], c: ['b'] }, [['b', 'c']]],
  [
    'two circles',
    { a: ['b'], b: ['a'], c: ['d'], d: ['c'] },
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['an edge to nowhere', { a: ['x'] }, []],
])('finds the cycles of %s', (_name, graph, cycles) => {
  expect(findCycles(new Map(Object.entries(graph)))).toEqual(cycles);
});
