import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypeChecker, type TypeChecker } from '../../../packages/cli/src/types/checker.ts';

let folder: string;
let file: string;
let checker: TypeChecker;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keysmith-types-'));
  file = join(folder, 'access.ts');
  checker = startTypeChecker();
});
afterAll(async () => {
  checker.close();
  await rm(folder, { recursive: true, force: true });
});

const problemsOf = async (text: string) => {
  await writeFile(file, text);
  return (await checker.check([file])).map(({ place, code }) => `${place} TS${code}`);
};

describe('the type check', { timeout: 120_000 }, () => {
  it('resolves what exercises import, wherever the files stand, and sees every save', async () => {
    const head = "import type { Context } from '@keysmith/instruments/context';\n";
    expect(
      await problemsOf(`${head}export const now = (context: Context): number => context.now();\n`),
    ).toEqual([]);
    expect(
      await problemsOf(`${head}export const now = (context: Context): string => context.now();\n`),
    ).toEqual(['access.ts:2:50 TS2322']);
    expect(await problemsOf('export const = 1;\n')).toContain('access.ts:1:14 TS1134');
  });

  it('is strict, holds to syntax that can be erased, and leaves alone what is not used yet', async () => {
    expect(await problemsOf('export const first = (texts: string[]): string => texts[0];\n')).toEqual([
      'access.ts:1:51 TS2322',
    ]);
    expect(await problemsOf('export enum Colour { Red }\n')).toEqual(['access.ts:1:13 TS1294']);
    expect(await problemsOf('const later = 1;\nexport {};\n')).toEqual([]);
  });

  it('says nothing of a file that was removed, and sees it when it is back', async () => {
    await problemsOf('export const one: string = 1;\n');
    await rm(file);
    expect(await checker.check([file])).toEqual([]);
    expect(await problemsOf('export const one: string = 1;\n')).toEqual(['access.ts:1:14 TS2322']);
  });

  it('leaves nobody waiting once it is closed', async () => {
    const other = startTypeChecker();
    const asked = other.check([file]);
    other.close();
    expect(await asked).toEqual([]);
  });
});
