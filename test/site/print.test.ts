import { expect, it } from 'vitest';
import { printCount, printDay } from '../../site/print.ts';

it('prints a day in words', () => {
  expect(printDay('2026-11-02')).toBe('2 November 2026');
});

it('prints one and many', () => {
  expect([printCount(1, 'point'), printCount(0, 'point'), printCount(2, 'point')]).toEqual([
    '1 point',
    '0 points',
    '2 points',
  ]);
});
