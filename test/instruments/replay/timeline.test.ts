import { describe, expect, it } from 'vitest';
import type { ReplayStep } from '../../../packages/instruments/src/replay/format.ts';
import { timelineOf } from '../../../packages/instruments/src/replay/timeline.ts';

const clients = [
  { id: 'A', label: 'client A' },
  { id: 'B', label: 'client B' },
];

function request(number: number, client: string, more: object = {}): ReplayStep {
  return {
    number,
    atMs: 0,
    kind: 'request',
    client,
    operation: 'PutItem',
    table: 'main',
    detail: 'pk = "x"',
    input: {},
    status: 200,
    reply: {},
    outcome: 'done',
    readUnits: 0,
    writeUnits: 1,
    changes: [],
    ...more,
  };
}

describe('a run as text', () => {
  it('has a column for each client, and numbers the requests', () => {
    const text = timelineOf({
      clients,
      steps: [
        { number: 1, atMs: 0, kind: 'call', client: 'A', name: 'like', input: '{ post: 1 }' },
        request(2, 'A', {
          changes: [{ table: 'main', key: { pk: { S: 'x' } }, before: null, after: { pk: { S: 'x' } } }],
        }),
        { number: 3, atMs: 0, kind: 'sleep', client: 'B', milliseconds: 50 },
        request(4, 'B', { outcome: 'refused: throttled', fault: 'throttled' }),
        { number: 5, atMs: 0, kind: 'event', text: 'time passes' },
        {
          number: 6,
          atMs: 0,
          kind: 'return',
          client: 'B',
          name: 'like',
          result: 'TypeError: x',
          threw: true,
        },
      ],
    });
    expect(text).toBe(
      [
        '    client A                                      client B',
        '    like({ post: 1 })',
        '  1 PutItem main: pk = "x"',
        '      -> written',
        `${' '.repeat(50)}waited 50 ms`,
        `  2 ${' '.repeat(46)}PutItem main: pk = "x"`,
        `${' '.repeat(50)}  -> refused: throttled; throttled`,
        '    * time passes',
        `${' '.repeat(50)}like threw TypeError: x`,
      ].join('\n'),
    );
  });

  it('leaves out the middle of a run that goes on and on, and numbers what follows as it was', () => {
    const steps = Array.from({ length: 1000 }, (_, at) => request(at + 1, 'A'));
    const lines = timelineOf({ clients, steps }).split('\n');
    expect(lines).toHaveLength(1 + 80 * 2 + 1);
    expect(lines[81]).toBe('    … 920 more …');
    expect(lines[79]).toMatch(/^ 40 PutItem/);
    expect(lines[82]).toMatch(/^961 PutItem/);
  });

  it('leaves out nothing of a run that is as long as what would be shown', () => {
    const steps = Array.from({ length: 80 }, (_, at) => request(at + 1, 'B'));
    expect(timelineOf({ clients, steps })).not.toContain('more …');
  });

  it('is no wider than its columns, whatever a learner returns', () => {
    const input = 'x'.repeat(5000);
    const steps: ReplayStep[] = [{ number: 1, atMs: 0, kind: 'call', client: 'B', name: 'f', input }];
    const lines = timelineOf({ clients, steps }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(4 + 2 * 46);
  });

  it('keeps to a width that it is given, and loses no word', () => {
    const detail = 'pk = "ACCOUNT#one-of-many", sk = "BALANCE" | ADD balance 30';
    const run = { clients, steps: [request(1, 'A', { detail }), request(2, 'B', { detail })] };
    const lines = timelineOf(run, { widthMax: 60 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(
      lines
        .join(' ')
        .replace(/\s+/g, ' ')
        .match(/BALANCE/g),
    ).toHaveLength(2);
    expect(timelineOf(run, { widthMax: 500 })).toBe(timelineOf(run));
  });
});
