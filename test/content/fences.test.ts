/*
 * Every `ts run` fence of a chapter, and of a solution's reasons, is executed on DynamoDB Local, and what it prints is
 * compared with the `text output` fence below it.
 *
 * For authors: `KEYSMITH_UPDATE=1 npx vitest run test/content/fences.test.ts` writes the outputs into the pages
 * instead, also where there is none yet. Read what it wrote. `-t 10-one-to-many` takes one chapter.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import * as clientDynamodb from '@aws-sdk/client-dynamodb';
import * as libDynamodb from '@aws-sdk/lib-dynamodb';
import * as domains from '@keysmith/domains';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import {
  formatProblem,
  pageProgram,
  replaceOutputs,
  type PageProgram,
  type RunFence,
} from '@keysmith/course';
import { createTables, documentClient, startTable, TableError, type TableServer } from '@keysmith/table';
import { runFence } from './run-fence.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const IS_UPDATE = process.env['KEYSMITH_UPDATE'] === '1';
const MODULES = {
  '@aws-sdk/client-dynamodb': clientDynamodb,
  '@aws-sdk/lib-dynamodb': libDynamodb,
  '@keysmith/domains': domains,
};

interface Page {
  readonly place: string;
  readonly text: string;
  readonly program: PageProgram;
}

const pages = await readPages();
let server: TableServer | undefined;
let missing = '';

beforeAll(async () => {
  try {
    server = await startTable('dynamodb-local');
  } catch (error) {
    if (!(error instanceof TableError) || !/^table\.(no|old)-java$/.test(error.code)) throw error;
    missing = error.message;
  }
}, 60_000);

afterAll(async () => server?.close());

it('finds fences to run', () => {
  expect(pages.flatMap(({ program }) => program.runs).length).toBeGreaterThan(0);
});

describe.each(pages)('$place', (page) => {
  if (IS_UPDATE) {
    it('gets its outputs written', async (context) => updatePage(page, context), 120_000);
    return;
  }
  it('has an output for every run fence', () => {
    expect(page.program.problems.map(formatProblem)).toEqual([]);
  });
  for (const fence of page.program.runs) {
    it(`line ${fence.run.line} prints its output`, async (context) => {
      const printed = await runOnTable(page, fence, context);
      expect(printed, `${page.place}:${fence.output?.line ?? fence.run.line}`).toBe(
        fence.output?.code.trimEnd(),
      );
    }, 120_000);
  }
});

async function updatePage(page: Page, context: TestContext): Promise<void> {
  const printed: string[] = [];
  for (const fence of page.program.runs) printed.push(await runOnTable(page, fence, context));
  const updated = replaceOutputs(page.text, printed);
  if (updated !== page.text) await writeFile(join(ROOT, page.place), updated);
  expect(pageProgram(updated, page.place).problems.map(formatProblem)).toEqual([]);
}

/** Runs one fence on tables of its own and drops them again. */
async function runOnTable(page: Page, { run }: RunFence, context: TestContext): Promise<string> {
  if (!server) return context.skip(missing);
  const namespace = `${page.place}:${run.line}`;
  const door = server.open(namespace);
  try {
    return await runFence(
      { place: page.place, setup: page.program.setup, run },
      {
        client: documentClient(door),
        createTables: (definitions) => createTables(door, definitions),
        modules: MODULES,
      },
    );
  } finally {
    await server.release(namespace);
  }
}

async function readPages(): Promise<readonly Page[]> {
  const places = globSync(['chapters/*/index.mdx', 'chapters/*/*/index.mdx', 'solutions/*/*/README.mdx'], {
    cwd: ROOT,
  })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const all = await Promise.all(
    places.map(async (place) => {
      const text = (await readFile(join(ROOT, place), 'utf8')).replaceAll('\r\n', '\n');
      return { place, text, program: pageProgram(text, place) };
    }),
  );
  return all.filter(({ program }) => program.runs.length > 0 || program.problems.length > 0);
}
