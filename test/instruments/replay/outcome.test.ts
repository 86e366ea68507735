import { describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../../../packages/instruments/src/recorder/trace.ts';
import { outcomeOf } from '../../../packages/instruments/src/replay/recording.ts';

const KEY = { pk: { S: 'SEAT#7F' }, sk: { S: 'SEAT' } };

function read(item: RecordedRequest['reply'] | undefined): RecordedRequest {
  return {
    operation: 'GetItem',
    input: { TableName: 'main', Key: KEY },
    reply: item === undefined ? {} : { Item: { ...KEY, ...item } },
    table: 'main',
    detail: '',
    readUnits: 0.5,
    writeUnits: 0,
  };
}

describe('what a read item held', () => {
  it('is told without the key, which stands in the request', () => {
    expect(outcomeOf(read({ state: { S: 'free' } }))).toBe('{ state: "free" }');
  });

  it('is nothing, or the key alone', () => {
    expect(outcomeOf(read(undefined))).toBe('no item');
    expect(outcomeOf(read({}))).toBe('an item with its key alone');
  });

  it('cuts each value by itself, so that one long one hides no other', () => {
    const text = outcomeOf(read({ note: { S: 'x'.repeat(200) }, state: { S: 'free' } }));
    expect(text).toMatch(/^\{ note: "x+…, state: "free" \}$/);
    expect(text.length).toBeLessThan(90);
  });

  it('counts what is more than six attributes', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`a${at}`, { N: `${at}` }]));
    expect(outcomeOf(read(many))).toBe('{ a0: 0, a1: 1, a2: 2, a3: 3, a4: 4, a5: 5, and 3 more }');
  });
});
