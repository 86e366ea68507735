import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readToken, type CheckVerdict } from '@keysmith/instruments/host';
import { describe, expect, it } from 'vitest';
import type { FlawPair } from '../flaws/pair.ts';
import { judgePair, type PairFolder } from '../flaws/run-pair.ts';

const FLAWS = join(import.meta.dirname, '..', 'flaws');

const pairs = await Promise.all(
  readdirSync(FLAWS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }): Promise<PairFolder> => {
      const { pair } = (await import(`../flaws/${name}/pair.ts`)) as { pair: FlawPair };
      return { name, folder: join(FLAWS, name), pair };
    }),
);

/** These measure once, so there is no one run to repeat. */
const WITHOUT_TOKEN = ['cost', 'growth', 'heat', 'limits'];

const withToken = pairs.filter(({ pair }) => !WITHOUT_TOKEN.includes(pair.instrument));

/** The failure without what tells how many runs there were before it. */
function essence({ failure }: CheckVerdict) {
  if (failure === undefined) return undefined;
  const { tried: _, replay, ...rest } = failure;
  return { ...rest, steps: replay?.steps, start: replay?.start };
}

describe.each(withToken)('the token of $name', (place) => {
  it('repeats exactly the run that failed, under any seed', async () => {
    for (const seed of [1, 12]) {
      const swept = await judgePair(place, 'flawed', { seed });
      const token = readToken(swept.failure?.token ?? '');
      expect(token).toMatchObject({ checkId: place.name, seed });
      const repeated = await judgePair(place, 'flawed', { seed: token.seed, replay: token });
      expect(essence(repeated)).toEqual(essence(swept));
    }
  });

  it('finds nothing in the corrected twin, or says that the run is not there any more', async () => {
    const token = readToken((await judgePair(place, 'flawed')).failure?.token ?? '');
    const { status, reason = '' } = await judgePair(place, 'corrected', { replay: token });
    expect([status, reason.slice(0, 45)]).toBeOneOf([
      ['pass', ''],
      ['error', 'A replay token repeats a run with the check a'],
    ]);
  });

  it.each(['nonsense', '§', 'Z9Q9', 'before0', 'after99999', '-1', 'throttle-999-1', 'like-99999999'])(
    'is refused with what to do when its plan is %j',
    async (plan) => {
      const replay = { checkId: place.name, seed: 1, instrument: 1, plan };
      const { status, reason } = await judgePair(place, 'flawed', { replay });
      expect(reason).toMatch(/^A replay token repeats a run .*Run the check without --replay/);
      expect(status).toBe('error');
    },
  );

  it('is refused when it names an instrument that the check has not', async () => {
    const token = readToken((await judgePair(place, 'flawed')).failure?.token ?? '');
    const { status, reason } = await judgePair(place, 'corrected', { replay: { ...token, instrument: 7 } });
    expect(reason).toContain(`the check ${place.name} has no instrument 7 that repeats runs`);
    expect(status).toBe('error');
  });
});

describe('an instrument that measures once', () => {
  it.each(pairs.filter(({ pair }) => WITHOUT_TOKEN.includes(pair.instrument)))(
    'gives no token: $name',
    async (place) => {
      const { failure } = await judgePair(place, 'flawed');
      expect(failure).toBeDefined();
      expect(failure?.token).toBeUndefined();
    },
  );
});
