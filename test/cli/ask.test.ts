import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ask } from '../../packages/cli/src/ask.ts';

/** The streams of a person who presses these keys as soon as the question stands there. */
function personWhoTypes(keys: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    const isFirst = !shown.includes('Go on?');
    shown += chunk.toString();
    // The question listens for keys as soon as it has been written.
    if (isFirst && shown.includes('Go on?')) setImmediate(() => input.write(keys));
  });
  return { input, output };
}

describe('a question', () => {
  it.each([
    ['y', true],
    ['n', false],
    ['\r', false],
    ['\u0003', false],
  ])('takes the key %j for %s', async (keys, answer) => {
    expect(await ask('Go on?', { interactive: true }, personWhoTypes(keys))).toBe(answer);
  });

  it('is refused where nobody can answer', async () => {
    await expect(ask('Go on?', { interactive: false })).rejects.toMatchObject({
      code: 'cli.not-confirmed',
      message: expect.stringContaining('Go on?'),
      remedy: expect.stringContaining('--yes'),
    });
  });
});
