import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as clientDynamodb from '@aws-sdk/client-dynamodb';
import * as libDynamodb from '@aws-sdk/lib-dynamodb';
import { bundleFrame, bundleLab, bundleWorker } from '@keysmith/page/bundle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../site/browser.ts';
import { FAST_CHECK } from '../../packages/page/src/left-out.ts';
import { growTree, keywordsOf } from '../../packages/page/src/word-tree.ts';
import { openLabPage, type LabPage } from './lab-page.ts';

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).byteLength;

describe('what the page loads for its lab', () => {
  it('is small enough to leave room for an editor', async () => {
    // Of the 420 KB that a lab may weigh, an editor with the views takes 155, and an exercise 10.
    expect(gzipped(await bundleWorker())).toBeLessThan(252_000);
    expect(gzipped(await bundleLab())).toBeLessThan(5000);
    expect(gzipped(await bundleFrame())).toBeLessThan(2000);
  });

  it('is always the same', async () => {
    expect(await bundleWorker()).toBe(await bundleWorker());
    expect(await bundleFrame()).toBe(await bundleFrame());
  });

  it('has everything of fast-check that the instruments use', () => {
    const folder = join(import.meta.dirname, '../../packages/instruments/src');
    const used = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/\bfc\.(\w+)/g)])
      .map(([, name]) => name);
    expect(used.length).toBeGreaterThan(0);
    expect(new Set(used)).toEqual(new Set(FAST_CHECK));
  });
});

describe('the keywords that a page loads', () => {
  const require = createRequire(import.meta.url);
  const { READ_WORD_TREE } = require('sucrase/dist/parser/tokenizer/readWordTree') as {
    READ_WORD_TREE: Int32Array;
  };

  it('make the table that Sucrase generates', () => {
    expect(growTree(keywordsOf(READ_WORD_TREE))).toEqual(READ_WORD_TREE);
  });

  it('are those of the language', () => {
    const words = keywordsOf(READ_WORD_TREE).map(([word]) => word);
    expect(words).toEqual(expect.arrayContaining(['abstract', 'await', 'satisfies', 'yield']));
  });
});

describe('the SDK in the worker', () => {
  let lab: LabPage | undefined;

  beforeAll(async () => {
    lab = await openLabPage();
  });

  afterAll(() => lab?.[Symbol.asyncDispose]());

  it('exports what it exports in Node, and its classes have their names', async (context) => {
    const page = lab ?? context.skip(NO_BROWSER);
    const access = `
      import * as client from '@aws-sdk/client-dynamodb';
      import * as lib from '@aws-sdk/lib-dynamodb';
      export const tables = { main: {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      } };
      ${LIST}
      export const names = async () => [...list(client), ...list(lib)];`;
    const checks = `
      import { check, expect } from '@keysmith/instruments';
      check('names', async ({ open }) => {
        const rig = await open();
        expect((await rig.call<string[]>('names')).sort()).toEqual(${JSON.stringify(namesInNode())});
      });`;
    const specs = [{ id: 'names', task: 'task', title: 'the names are the same', points: 1, needs: [] }];
    const files = [{ name: 'access.ts', text: access }];
    const { outcome } = await page.run({ files, exercise: { specs, checks }, seed: 1, depth: 'full' });
    expect(outcome.results[0]?.failure?.evidence).toBeUndefined();
    expect(outcome).toMatchObject({ status: 'judged', results: [{ status: 'pass' }] });
  });
});

/** What a package exports, each with the name of the class that it is: "PutCommand PutCommand", "BillingMode ". */
const LIST = `const list = (exports: object) =>
  Object.entries(exports)
    .filter(([name]) => name !== 'default' && name !== 'module.exports')
    .map(([name, value]) => name + ' ' + (/^[A-Z$_]/.test(name) && typeof value === 'function' ? value.name : ''));`;

function namesInNode(): string[] {
  const list = new Function(`${LIST.replace(': object', '')} return list;`)() as (
    exports: object,
  ) => string[];
  return [...list(clientDynamodb), ...list(libDynamodb)].sort();
}
