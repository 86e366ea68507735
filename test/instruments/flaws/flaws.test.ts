import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFailure } from '../../../packages/grader/src/report/text.ts';
import type { FlawPair } from './pair.ts';
import { countFlaws, judgePair, type PairFolder } from './run-pair.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

const pairs = await Promise.all(
  folders.map(async ({ name }): Promise<PairFolder> => {
    const { pair } = (await import(`./${name}/pair.ts`)) as { pair: FlawPair };
    return { name, folder: join(import.meta.dirname, name), pair };
  }),
);

describe.each(pairs)('$name', (place) => {
  it('finds the flaw, and says what it is', async () => {
    const verdict = await judgePair(place, 'flawed');
    expect(verdict.status).toBe('fail');
    expect(verdict.failure?.instrument).toBe(place.pair.instrument);
    await expect(formatFailure(verdict)).toMatchFileSnapshot(join(place.folder, 'message.txt'));
  });

  it('passes the corrected twin', async () => {
    const verdict = await judgePair(place, 'corrected');
    expect(verdict.failure?.happened ?? verdict.reason).toBeUndefined();
    expect(verdict.status).toBe('pass');
  });

  it('shows the flaw as often as stated', async () => {
    const [count] = await countFlaws(place);
    expect(count).toMatchObject(place.pair.shows);
  });

  it('says the same for the same seed, and repeats the run by its token', async () => {
    const first = await judgePair(place, 'flawed', { seed: 7 });
    const second = await judgePair(place, 'flawed', { seed: 7 });
    expect(second).toEqual(first);
  });
});
