import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readToken } from '@keysmith/instruments/host';
import { describe, expect, it } from 'vitest';
import {
  checksIn,
  judge,
  listOf,
  pagePath,
  readPage,
  readPairs,
  shownOf,
  written,
} from './instruments-page.ts';

const UPDATE = 'else: KEYSMITH_UPDATE=1 npx vitest run --project unit test/docs/instruments.test.ts';
const pairs = await readPairs();

if (process.env['KEYSMITH_UPDATE'] === '1') {
  const texts = new Map<string, string>();
  for (const check of checksIn(readPage()))
    texts.set(check.id, shownOf(await judge(check, 'flawed'), check.isWhole));
  writeFileSync(pagePath, written(readPage(), texts, listOf(pairs)));
}

const page = readPage();
const checks = checksIn(page);

describe.each(checks)('the check $id of docs/instruments.md', (check) => {
  it('passes with the blog as it should be', async () => {
    const verdict = await judge(check, 'right');
    expect(verdict.failure?.happened ?? verdict.reason).toBeUndefined();
    expect(verdict.status).toBe('pass');
  });

  it(`fails with its flaw, and prints what the page shows (${UPDATE})`, async () => {
    const verdict = await judge(check, 'flawed');
    expect(verdict.status, verdict.reason).toBe('fail');
    expect(check.shown).toBe(shownOf(verdict, check.isWhole));
  });
});

describe('docs/instruments.md', () => {
  it(`lists the flaws that there are (${UPDATE})`, () => {
    expect(page).toContain(listOf(pairs));
  });

  it('would notice a flaw that is not in it', () => {
    expect(page).not.toContain(listOf(pairs.slice(1)));
  });

  it('has a check for each flaw of the blog', () => {
    const flawed = readdirSync(join(pagePath, '../instruments/flawed')).map((name) =>
      name.replace(/\.ts$/, ''),
    );
    expect(checks.map(({ id }) => id).sort()).toEqual(flawed.sort());
  });

  it('repeats each run that has a token, and says which have one', async () => {
    const withToken: string[] = [];
    for (const check of checks) {
      const { failure } = await judge(check, 'flawed');
      if (failure?.token === undefined) continue;
      const again = await judge(check, 'flawed', { replay: readToken(failure.token) });
      expect(again.failure).toMatchObject({ happened: failure.happened, token: failure.token });
      withToken.push(failure.instrument ?? '');
    }
    expect(withToken).toEqual([
      'oracle',
      'races',
      'crashes',
      'faults',
      'lag',
      'clock',
      'streams',
      'invariants',
      'awkward data',
      'versions',
    ]);
  });
});
