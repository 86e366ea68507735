import { describe, expect, it } from 'vitest';
import { toldOf } from '../../../packages/instruments/src/races/told.ts';

const CLIENTS = ['the desk', 'the reader', 'the robot'];

describe('a race in words', () => {
  it('is one when a request comes between those of another client', () => {
    const { tried, why, isRace } = toldOf(CLIENTS, [0, 1, 0, 2], 7);
    expect(tried).toBe(
      'the desk, the reader and the robot worked at the same time; it broke in one of the first 7 orders of their requests that were tried.',
    );
    expect(why).toContain('may come in between');
    expect(isRace).toBe(true);
  });

  it('names the order where clients only come one after the other', () => {
    const { tried, why, isRace } = toldOf(CLIENTS, [1, 1, 0], 2);
    expect(tried).toBe('First the reader worked, then the desk, then the robot; it broke already so.');
    expect(why).toMatch(/^No request came between/);
    expect(isRace).toBe(true);
  });

  it('is none when each client waits for the one before it', () => {
    const { why, isRace } = toldOf(CLIENTS, [0, 1, 1, 2], 1);
    expect(why).toMatch(/^This is no race/);
    expect(isRace).toBe(false);
  });

  it('says that a run was asked for', () => {
    expect(toldOf(CLIENTS.slice(0, 2), [0, 1, 0], undefined).tried).toBe(
      'the desk and the reader worked at the same time, in the order that was asked for.',
    );
  });
});
