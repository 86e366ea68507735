import { describe, expect, it } from 'vitest';
import { CLOCK_START, createClock } from '../../../packages/instruments/src/rig/clock.ts';

describe('the clock', () => {
  it('stands still until somebody moves it', () => {
    const clock = createClock();
    expect(clock.now()).toBe(CLOCK_START);
    clock.advance(1500);
    clock.advance(0);
    expect(clock.now()).toBe(CLOCK_START + 1500);
    expect(new Date(CLOCK_START).toISOString()).toBe('2026-01-05T09:00:00.000Z');
  });

  it.each([-1, Number.NaN, Infinity, -Infinity])('is not moved by %s', (milliseconds) => {
    const clock = createClock(7);
    expect(() => clock.advance(milliseconds)).toThrow(RangeError);
    expect(clock.now()).toBe(7);
  });
});
