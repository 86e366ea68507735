import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  readSchedule,
  shortened,
  spell,
  switchesOf,
  withOneSwitch,
} from '../../../packages/instruments/src/races/schedule.ts';

const schedules = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 20 });
const countsOf = (schedule: readonly number[]) =>
  [0, 1, 2].map((client) => schedule.filter((each) => each === client).length);

it('spells a schedule and reads it back', () => {
  expect(spell([0, 0, 1, 0])).toBe('A2B1A1');
  expect(readSchedule('A2B1A1')).toEqual([0, 0, 1, 0]);
  expect(readSchedule('a2')).toBeUndefined();
  fc.assert(
    fc.property(schedules, (schedule) => {
      expect(readSchedule(spell(schedule))).toEqual(schedule);
    }),
    { seed: 1 },
  );
});

it('shortens by a switch at least, and leaves each client its steps', () => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      for (const shorter of shortened(schedule)) {
        expect(switchesOf(shorter)).toBeLessThan(switchesOf(schedule));
        expect(countsOf(shorter)).toEqual(countsOf(schedule));
      }
    }),
    { seed: 2 },
  );
});

it('stops each client once, before each of its requests', () => {
  expect([...withOneSwitch([2, 1])].map(spell)).toEqual(['A1B1', 'A2B1', 'B1A2']);
});
