import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { nameLearnerFilesInStacks } from '../../../packages/grader/src/hosts/stack-names.ts';
import { loadEsModules } from '../../../packages/grader/src/loader/es-modules.ts';
import { link } from '../../../packages/grader/src/loader/link.ts';
import { LoadError } from '../../../packages/grader/src/loader/load-error.ts';
import { nodeModules } from '../../../packages/grader/src/loader/node.ts';

beforeAll(() => nameLearnerFilesInStacks());

function load(texts: Record<string, string>) {
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }));
  return loadEsModules(link(files), nodeModules('/somewhere/ö and more'));
}

async function refusal(texts: Record<string, string>): Promise<string> {
  const reason: unknown = await load(texts).catch((error: unknown) => error);
  return reason instanceof LoadError ? `${reason.code} ${reason.message}` : 'no refusal';
}

describe('modules in Node', () => {
  it('are fresh at every load, and shared within one', async () => {
    const texts = {
      'table.ts': 'export const seen: number[] = [];',
      'access.ts': "import { seen } from './table.ts'; export const see = (): number => seen.push(1);",
    };
    const [first, second] = [await load(texts), await load(texts)];
    (first['access.ts']?.['see'] as () => number)();
    expect(first['table.ts']?.['seen']).toEqual([1]);
    expect(second['table.ts']?.['seen']).toEqual([]);
  });

  it("share the SDK's classes with whoever loads them", async () => {
    const modules = await load({
      'access.ts': "export { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';",
    });
    expect(modules['access.ts']?.['ConditionalCheckFailedException']).toBe(ConditionalCheckFailedException);
  });

  it("name the learner's file, line and column in stack traces", async () => {
    const modules = await load({
      'access.ts': 'export function f(a: string, b: number) {\n  const c: string = a; throw new Error(c); }',
    });
    const stack = (() => {
      try {
        return (modules['access.ts']?.['f'] as (a: string) => unknown)('x');
      } catch (error) {
        return (error as Error).stack;
      }
    })();
    expect(stack).toContain('/somewhere/%C3%B6%20and%20more/access.ts:2:30');
  });

  it('run once, also those beside one that does not load', async () => {
    const counted = globalThis as { keysmithRuns?: number };
    const table = 'globalThis.keysmithRuns = (globalThis.keysmithRuns ?? 0) + 1; export const tables = {};';
    await load({ 'table.ts': table, 'access.ts': "import './table.ts'; export const a = 1;" });
    expect(counted.keysmithRuns).toBe(1);
    expect(await refusal({ 'table.ts': table, 'access.ts': 'missing();' })).toMatch(/^load access\.ts:1:1 /);
    expect(counted.keysmithRuns).toBe(2);
    expect(await refusal({ 'table.ts': table, 'access.ts': 'const x = 1; const x = 2;' })).toMatch(
      /^syntax access\.ts:1:20 /,
    );
    expect(counted.keysmithRuns).toBe(3);
    delete counted.keysmithRuns;
  });

  it.each([
    [
      { 'access.ts': 'const x = 1;\n  const x = 2;' },
      "syntax access.ts:2:9 Identifier 'x' has already been declared",
    ],
    [
      { 'access.ts': 'export const a = 1; class A { accessor x = 1 }' },
      "syntax access.ts:1:40 Unexpected identifier 'x'",
    ],
    [
      { 'access.ts': 'export const a = 1;\nmissing();' },
      'load access.ts:2:1 threw ReferenceError while it was loaded: missing is not defined',
    ],
    [{ 'access.ts': 'throw 3;' }, 'load access.ts threw 3 while it was loaded.'],
    [{ 'access.ts': "JSON.parse('{');" }, /^load access\.ts:1:6 threw SyntaxError while it was loaded: /],
  ])('that do not load say where and why: %j', async (texts, expected) => {
    const text = await refusal(texts as unknown as Record<string, string>);
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });
});
