import { describe, expect, it } from 'vitest';
import { readToken, ReplayError, writeToken } from '../../../packages/instruments/src/replay/token.ts';

describe('a replay token', () => {
  it.each(['A2B3A1', '', 'like-17.unlike-4', 'lost-reply-3-1'])(
    'with the plan %j is read as it was written',
    (plan) => {
      const token = { checkId: 'no-lost-update', seed: -7, instrument: 2, plan };
      expect(readToken(writeToken(token))).toEqual(token);
      expect(readToken(`  ${writeToken(token)}\n`)).toEqual(token);
    },
  );

  it.each([
    '',
    'no-lost-update',
    'x.1',
    'x.1.0.A1',
    'x.one.1.A1',
    'X.1.1.A1',
    'x.99999999999999999.1.A',
    'x.1.1',
  ])('is not %j, and the message shows one', (text) => {
    expect(() => readToken(text)).toThrow(
      `"${text}" is no replay token; one looks like no-lost-update.1.1.A2B3A1.`,
    );
  });

  it('that does not fit is told with the rule and with what to do', () => {
    expect(new ReplayError('the work makes 2 requests').message).toBe(
      'A replay token repeats a run with the check and the code that it was made with, and here the work makes 2 ' +
        'requests. Run the check without --replay; if it fails, its message has a token that fits.',
    );
  });
});
