import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadEsModules } from '../../../packages/grader/src/loader/es-modules.ts';
import { createLoader } from '../../../packages/grader/src/loader/instances.ts';
import { link } from '../../../packages/grader/src/loader/link.ts';
import { LoadError } from '../../../packages/grader/src/loader/load-error.ts';
import { nodeModules } from '../../../packages/grader/src/loader/node.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

function loaderOf(texts: Record<string, string>) {
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }));
  return createLoader(link(files), nodeModules('/somewhere'));
}

const call = (fn: unknown, ...given: unknown[]): unknown =>
  (fn as (...given: unknown[]) => unknown)(...given);

describe('instances of a learner’s modules', () => {
  it('share no state with each other, and share it within one', async () => {
    const load = loaderOf({
      'state.ts': 'export let count = 0; export const add = (): number => (count += 1);',
      'access.ts':
        "import { add, count } from './state.ts'; export const see = () => { add(); return count; };",
    });
    const [one, other] = [await load(), await load()];
    expect([call(one['access.ts']?.['see']), call(one['access.ts']?.['see'])]).toEqual([1, 2]);
    expect(call(other['access.ts']?.['see'])).toBe(1);
  });

  it('know every form of import and export', async () => {
    const load = loaderOf({
      'all.ts':
        "export const a = 1; export default class Named {}; export function hoisted() { return 'h'; }",
      'through.ts': "export * from './all.ts'; export { a as b, default as Again } from './all.ts';",
      'access.ts': [
        "import Default, * as all from './all.ts';",
        "import { b, Again, hoisted } from './through.ts';",
        "import { PutCommand as Put } from '@aws-sdk/lib-dynamodb';",
        'export const seen = [all.a, b, Again === Default, hoisted(), typeof Put, this === undefined];',
        'export const strict = (() => { try { (Object.freeze({}) as any).x = 1; return false; } catch { return true; } })();',
      ].join('\n'),
    });
    const { 'access.ts': access } = await load();
    expect(access?.['seen']).toEqual([1, 1, true, 'h', 'function', true]);
    expect(access?.['strict']).toBe(true);
  });

  it('know several declarations in one export, on their lines', async () => {
    const load = loaderOf({
      'access.ts': [
        'export const a = [1, 2], b = `x${[1, 2]}`,',
        '  c = (x: number, y = 2) => [x, y], { d, e: [f], ...g } = { d: 1, e: [2], h: 3, i: 4 }',
        'a.push(3), b',
        'export let n = 1, m: number | undefined; n += 1;',
        'export const up = () => { m = n += 1; return [n, m]; }, where = () => new Error().stack;',
        'export { a as again }; export function two(x = 1, y = 2) { const p = x, q = y; return p + q; }',
      ].join('\n'),
    });
    const { 'access.ts': access = {} } = await load();
    expect(access).toMatchObject({ a: [1, 2, 3], b: 'x1,2', d: 1, f: 2, g: { h: 3, i: 4 }, n: 2 });
    expect([call(access['c'], 1), call(access['up']), call(access['two'])]).toEqual([[1, 2], [3, 3], 3]);
    expect(access).toMatchObject({ n: 3, m: 3, again: [1, 2, 3] });
    expect(call(access['where'])).toContain('/somewhere/access.ts:5:');
  });

  it('are not made as real modules where they are known to load', async () => {
    const counted = globalThis as { keysmithRuns?: number };
    const text = 'globalThis.keysmithRuns = (globalThis.keysmithRuns ?? 0) + 1; export const a = 1;';
    const modules = link([{ name: 'access.ts', text }]);
    await createLoader(modules, nodeModules('/somewhere'), { isKnown: true })();
    expect(counted.keysmithRuns).toBe(1);
    await createLoader(modules, nodeModules('/somewhere'))();
    expect(counted.keysmithRuns).toBe(3);
    delete counted.keysmithRuns;
  });

  it.each([
    'export const a = [1]\n  .map((y) => y),\n  b = 2;',
    'export const a = 1\n  , b = 2;',
    'export const a = 0\n  ? 1\n  : 2,\n  b = 3;',
    'export const a = `(`, b = `)`;',
    'export const a = `}`, b = `export`, c = { export: 1 }?.export, d = `${[1, 2]}`;',
    'export const { a = `}`, b = [`,`] } = {} as { a?: string; b?: string[] }, c = 1;',
    'const k = { a: 5, list: [1, 2] }\nexport const { a } = k\nexport const [b, c] = k.list',
    'let b, c: number; export const a = 1 /*\n*/ b = 1, c = 2',
  ])('export what a module of the same text exports: %s', async (text) => {
    const { 'access.ts': made } = await loaderOf({ 'access.ts': text })();
    const { 'access.ts': real } = await loadEsModules(
      link([{ name: 'access.ts', text }]),
      nodeModules('/somewhere'),
    );
    expect({ ...made }).toEqual({ ...real });
    const user = {
      'table.ts': text,
      'access.ts': `export { ${Object.keys(real ?? {}).join(', ')} } from './table.ts';`,
    };
    expect({ ...(await loaderOf(user)())['access.ts'] }).toEqual({ ...real });
  });

  it('may wait at their top level', async () => {
    const load = loaderOf({ 'access.ts': 'export const late = await Promise.resolve(7);' });
    expect([(await load())['access.ts'], (await load())['access.ts']]).toMatchObject([
      { late: 7 },
      { late: 7 },
    ]);
  });

  it('refuse what a module throws while it is made, also when only a later one does', async () => {
    const always = loaderOf({ 'access.ts': "throw new Error('no');" });
    await expect(always()).rejects.toThrow(LoadError);
    const load = loaderOf({
      'access.ts': "if (globalThis.keysmithToy) throw new TypeError('second'); export const x = 1;",
    });
    await load();
    Object.assign(globalThis, { keysmithToy: true });
    await expect(load()).rejects.toThrow('TypeError while it was loaded: second');
    Object.assign(globalThis, { keysmithToy: undefined });
  });

  it('name the learner’s file and line where something is thrown', async () => {
    const load = loaderOf({
      'access.ts':
        "import { PutCommand } from '@aws-sdk/lib-dynamodb';\n\nexport const f = () => {\n  throw new Error(PutCommand.name);\n};",
    });
    const { 'access.ts': access } = await load();
    expect(() => call(access?.['f'])).toThrow(
      expect.objectContaining({ stack: expect.stringContaining('/somewhere/access.ts:4:9') }),
    );
  });
});

/** Folders below solutions/ that hold a learner's files, wrong answers and alternatives among them. */
function answers(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const below = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => answers(join(folder, name)));
  return entries.some(({ name }) => name.endsWith('.ts')) ? [folder, ...below] : below;
}

/** A wrong answer has only the files that differ; the rest is the solution's. */
function filesOf(folder: string) {
  const solution = folder.replace(/\/(wrong|alternatives)\/[^/]+$/, '');
  const names = new Set(
    [solution, folder].flatMap((each) => readdirSync(each).filter((name) => name.endsWith('.ts'))),
  );
  return [...names].map((name) => {
    const own = readdirSync(folder).includes(name);
    return { name, text: readFileSync(join(own ? folder : solution, name), 'utf8') };
  });
}

describe('every answer in the repository', () => {
  it.each(answers(join(ROOT, 'solutions')).map((folder) => relative(ROOT, folder)))(
    'exports the same as a function and as an ES module: %s',
    async (folder) => {
      const modules = link(filesOf(join(ROOT, folder)));
      const namesOf = (loaded: object) =>
        Object.entries(loaded).map(([file, exports]) => [file, Object.keys(exports as object).sort()]);
      const host = nodeModules(folder);
      const ownNames = modules.map(({ name, exports }) => [name, [...exports].sort()]);
      expect(namesOf(await createLoader(modules, host)())).toEqual(ownNames);
      expect(namesOf(await loadEsModules(modules, host))).toEqual(ownNames);
    },
  );
});
