/*
 * The instruments in the page: each program with a known flaw, and its corrected twin, gives the same verdict, the same
 * message and the same recording in Chromium's worker as in Node.
 */
import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LearnerFile } from '@keysmith/page';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlawPair } from '../instruments/flaws/pair.ts';
import { judgePair, type PairFolder } from '../instruments/flaws/run-pair.ts';
import { NO_BROWSER } from '../site/browser.ts';
import { openLabPage, type LabPage } from './lab-page.ts';

const FLAWS = join(import.meta.dirname, '../instruments/flaws');

const names = readdirSync(FLAWS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

let lab: LabPage | undefined;

beforeAll(async () => {
  lab = await openLabPage();
});

afterAll(() => lab?.[Symbol.asyncDispose]());

async function pairIn(name: string): Promise<PairFolder> {
  const folder = join(FLAWS, name);
  const { pair } = (await import(join(folder, 'pair.ts'))) as { pair: FlawPair };
  return { name, folder, pair };
}

/** The check of a pair as a checks file of its own, which imports the instruments and nothing else. */
async function checksOf({ name, folder }: PairFolder): Promise<string> {
  const contents = `
    import { check } from '@keysmith/instruments';
    import { pair } from './pair.ts';
    check('${name}', pair.check);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    format: 'esm',
    external: ['@keysmith/instruments'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** The program of a pair as a learner's files: `access.ts`, what both twins share, and the tables. */
async function filesOf({ folder, pair }: PairFolder, twin: string): Promise<LearnerFile[]> {
  const own = ['pair.ts', 'flawed.ts', 'corrected.ts'];
  const shared = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !own.includes(name));
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return [
    { name: 'access.ts', text: await read(`${twin}.ts`) },
    ...(await Promise.all(shared.map(async (name) => ({ name, text: await read(name) })))),
    { name: 'tables.ts', text: `export const tables = ${JSON.stringify(pair.tables)};` },
  ];
}

describe.each(names)('%s', (name) => {
  it.for(['flawed', 'corrected'] as const)(
    'gives the same verdict on the %s program',
    async (twin, context) => {
      const page = lab ?? context.skip(NO_BROWSER);
      const place = await pairIn(name);
      const spec = { id: name, task: 'task', title: place.pair.flaw, points: 1, needs: [] };
      const { outcome } = await page.run({
        files: await filesOf(place, twin),
        exercise: { specs: [spec], checks: await checksOf(place) },
        seed: 1,
        depth: 'full',
      });
      expect(outcome).toEqual({ status: 'judged', results: [await judgePair(place, twin)] });
      expect(outcome.results[0]?.status).toBe(twin === 'flawed' ? 'fail' : 'pass');
    },
  );
});
