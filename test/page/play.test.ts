/*
 * The playground's way to run a program: every run fence of every chapter, made into a program as its link has it, prints in
 * Chromium's worker what the page says that it prints.
 */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageProgram, replaySchema } from '@keysmith/course';
import { seeded, skewed } from '@keysmith/domains';
import { PLAY, type LearnerFile } from '@keysmith/page';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { fragmentOf, programIn } from '../../site/playground/link.ts';
import { BEGINNINGS } from '../../site/playground/beginnings.ts';
import { programOf } from '../../site/playground/chapter-program.ts';
import { EMPTY_PROGRAM } from '../../site/playground/program.ts';
import { NO_BROWSER } from '../site/browser.ts';
import { openLabPage, type LabPage, type PageRun } from './lab-page.ts';

const ROOT = join(import.meta.dirname, '../..');

const fences = await Promise.all(
  globSync(['chapters/*/index.mdx', 'chapters/*/*/index.mdx'], { cwd: ROOT })
    .sort()
    .map(async (path) => {
      const text = (await readFile(join(ROOT, path), 'utf8')).replaceAll('\r\n', '\n');
      const { setup, runs } = pageProgram(text, path);
      return runs.map(({ run, output }) => ({ place: `${path}:${run.line}`, setup, run, output }));
    }),
).then((pages) => pages.flat());

let lab: LabPage | undefined;

beforeAll(async () => {
  lab = await openLabPage();
});

afterAll(() => lab?.[Symbol.asyncDispose]());

async function play(files: readonly LearnerFile[], context: TestContext): Promise<PageRun> {
  if (lab === undefined) return context.skip(NO_BROWSER);
  return lab.run({ exercise: PLAY, files, seed: 1, depth: 'quick', records: true });
}

const printedBy = ({ events }: PageRun): string =>
  events.flatMap((event) => (event.type === 'output' ? [event.text] : [])).join('');

const tableFile = EMPTY_PROGRAM.find(({ name }) => name === 'table.ts') as LearnerFile;
const programWith = (main: string): LearnerFile[] => [tableFile, { name: 'play.ts', text: main }];

describe('a fence of a chapter, in the playground', () => {
  it('is there', () => {
    expect(fences.length).toBeGreaterThan(0);
    expect(fences.filter(({ setup, output }) => setup === undefined || output === undefined)).toEqual([]);
  });

  it.for(fences)('$place prints what the page says', async ({ setup, run, output }, context) => {
    if (setup === undefined) throw new Error('This page has no setup fence.');
    const linked = programIn(fragmentOf(programOf(setup, run)));
    const ran = await play(linked ?? [], context);
    expect(ran.outcome).toMatchObject({ status: 'judged', results: [{ id: 'play', status: 'pass' }] });
    expect(printedBy(ran).trimEnd()).toBe(output?.code.trimEnd());
  });
});

describe('a table to begin from', () => {
  it.for([
    ['Partition key and sort key', ['ORDER#1', 'ORDER#2']],
    ['Partition key alone', ['SPRING']],
    ['With a global index', ['JOB#clutch']],
    ['With an index of several attributes', ['m2']],
  ] as const)('"%s" has a program that finds what it says', async ([title, found], context) => {
    const chosen = BEGINNINGS.find((beginning) => beginning.title === title);
    const ran = await play(chosen?.program ?? [], context);
    expect(ran.outcome).toMatchObject({ status: 'judged', results: [{ id: 'play', status: 'pass' }] });
    const printed = printedBy(ran);
    const keys = ['PROFILE', 'ORDER#1', 'ORDER#2', 'SPRING', 'HARVEST', 'm1', 'm2', 'm3', 'm4'];
    const jobs = ['JOB#brakes', 'JOB#clutch', 'JOB#lights'];
    expect([...keys, ...jobs].filter((key) => printed.includes(key))).toEqual(found);
  });

  it('is told from the others by its title', () => {
    expect(BEGINNINGS).toHaveLength(4);
    expect(new Set(BEGINNINGS.map(({ title }) => title)).size).toBe(4);
  });
});

describe('a program', () => {
  it('is billed, and recorded to be stepped through', async (context) => {
    const { outcome } = await play(EMPTY_PROGRAM, context);
    const [result] = outcome.results;
    expect(result?.bill).toEqual([
      { pattern: 'main', requests: 4, readUnits: 0.5, writeUnits: 3, bytes: expect.any(Number) as number },
    ]);
    const replay = replaySchema.parse(result?.recording);
    expect(replay.steps.filter(({ kind }) => kind === 'request').length).toBe(4);
  });

  it('may draw its data from the worlds of the course', async (context) => {
    const main = `import { seeded, skewed } from '@keysmith/domains';
      export const main = () => console.log(skewed(seeded(7), ['a', 'b', 'c']));`;
    const ran = await play(programWith(main), context);
    expect(printedBy(ran).trim()).toBe(skewed(seeded(7), ['a', 'b', 'c']));
  });

  it('that throws is billed for what it did, and says where', async (context) => {
    const main = `import { GetCommand } from '@aws-sdk/lib-dynamodb';
      export async function main({ client, tables }) {
        await client.send(new GetCommand({ TableName: tables.main, Key: { pk: 'a', sk: 'b' } }));
        throw new RangeError('<b>no</b>');
      }`;
    const { outcome } = await play(programWith(main), context);
    expect(outcome.results).toMatchObject([
      {
        status: 'fail',
        failure: { happened: 'main threw RangeError: <b>no</b>', place: 'play.ts:4:15' },
        bill: [{ requests: 1, readUnits: 0.5, writeUnits: 0 }],
      },
    ]);
  });

  it.for([
    ['without a main', 'export const other = 1;', /main/],
    ['whose table.ts exports no tables', undefined, /tables/],
  ] as const)('%s is told what is missing', async ([, text, message], context) => {
    const files =
      text === undefined ? [{ name: 'table.ts', text: 'export const main = () => 1;' }] : programWith(text);
    const { outcome } = await play(files, context);
    expect(outcome.results[0]?.failure?.happened).toMatch(message);
  });

  it('that does not end is ended', async (context) => {
    const { outcome } = await play(programWith('export function main() { for (;;); }'), context);
    expect(outcome).toMatchObject({ status: 'unjudged', code: 'hang' });
  });
});
