import { describe, expect, it } from 'vitest';
import { replaySchema, stepText, valueText, type ReplayStep } from '@keysmith/course';
import { REPLAY } from './replays.ts';

const told = (step: ReplayStep | undefined) => stepText(step as ReplayStep, REPLAY);
const none = { reply: '', fault: '', changes: [], units: '' };

describe('a step of a recorded run in words', () => {
  it('is tested on a run that fits the schema', () => {
    expect(replaySchema.parse(REPLAY)).toEqual(REPLAY);
  });

  it('tells a call, what happens by itself, and what comes back', () => {
    expect(told(REPLAY.steps[0])).toEqual({ ...none, action: 'edit({ note: "n-1" })' });
    expect(told(REPLAY.steps[3])).toEqual({ ...none, action: 'time passes' });
    expect(told(REPLAY.steps[5])).toEqual({ ...none, action: 'edit returns nothing' });
    const thrown = { ...REPLAY.steps[5], threw: true, result: 'Error: no' } as ReplayStep;
    expect(told(thrown).action).toBe('edit throws Error: no');
  });

  it('tells a read with the keys of what it found, and what it cost', () => {
    expect(told(REPLAY.steps[1])).toEqual({
      ...none,
      action: 'Query notes: shelf = "s-1"',
      reply: '1 item: n-1',
      units: '0.5 read units',
    });
  });

  it('names the partition key of what it found where there are several', () => {
    const Items = ['s-1', 's-2'].map((shelf) => ({ shelf: { S: shelf }, note: { S: 'n-1' } }));
    const scan = { ...REPLAY.steps[1], reply: { Items }, outcome: '2 items' } as ReplayStep;
    expect(told(scan).reply).toBe('2 items: s-1 n-1, s-2 n-1');
  });

  it('tells writes with what they changed, and what the instrument did to them', () => {
    expect(told(REPLAY.steps[2])).toMatchObject({ changes: ['s-1 n-1 deleted'], units: '1 write unit' });
    expect(told(REPLAY.steps[4])).toMatchObject({
      fault: 'the reply is lost',
      changes: ['s-1 n-1 created: { text: "new" }'],
      units: '2 write units',
    });
    const update = { ...REPLAY.steps[4], changes: [changeOf({ N: '1' }, undefined)] } as ReplayStep;
    expect(told(update).changes).toEqual(['n-1: text 1 => absent']);
  });

  it('tells refusals as they are', () => {
    const refused = { ...REPLAY.steps[1], error: 'X', outcome: 'refused: X' } as ReplayStep;
    expect(told(refused).reply).toBe('refused: X');
  });

  it('writes values of every type', () => {
    const values = [
      { S: 'a"b' },
      { N: '42' },
      { BOOL: false },
      { NULL: true },
      { B: 'AAEC' },
      { L: [{ N: '1' }, { S: 'x' }] },
      { M: { a: { M: {} } } },
      { SS: ['x', 'y'] },
      undefined,
    ];
    expect(values.map(valueText)).toEqual([
      '"a\\"b"',
      '42',
      'false',
      'null',
      '<binary>',
      '[1, "x"]',
      '{ a: {} }',
      '{x, y}',
      'absent',
    ]);
  });
});

function changeOf(before: object | undefined, after: object | undefined) {
  const key = { note: { S: 'n-1' } };
  const item = (text: object | undefined) => ({ ...key, ...(text && { text }) });
  return { table: 'notes', key, before: item(before), after: item(after) };
}
