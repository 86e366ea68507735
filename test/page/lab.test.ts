/* What the lab says and does beside verdicts: files that do not load, code that does not end, stopping, two passes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runExercise } from '@keysmith/grader';
import type { LabOutcome, LabRun } from '@keysmith/page';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { accessWith, runningToy, type RunningToy } from '../grader/toys.ts';
import { NO_BROWSER } from '../site/browser.ts';
import { filesOf, labExercise } from './exercise-files.ts';
import { openLabPage, type LabPage, type LabWindow } from './lab-page.ts';

let lab: LabPage | undefined;
let toy: RunningToy;

beforeAll(async () => {
  [lab, toy] = await Promise.all([openLabPage(), runningToy()]);
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  await toy[Symbol.asyncDispose]();
});

const inPage = (context: TestContext): LabPage => lab ?? context.skip(NO_BROWSER);

type Files = Readonly<Record<string, string>>;

let folders = 0;

async function folderOf(files: Files): Promise<string> {
  folders += 1;
  return toy.folder(`learner-${folders}`, files);
}

/** A run of the toy's exercise on these files; what is left out is the solution's. */
async function runOf(files: Files, depth?: 'quick' | 'full'): Promise<LabRun> {
  const { exercise } = toy;
  const answer = { name: '', learnerFolder: await folderOf(files), fallbackFolder: exercise.solutionFolder };
  return {
    files: await filesOf(exercise, answer),
    exercise: await labExercise(exercise),
    seed: 7,
    ...(depth && { depth }),
  };
}

/** What Node says of the same files, and prints. */
async function inNode(files: Files) {
  const printed: string[] = [];
  const outcome = await runExercise({
    exercise: toy.exercise,
    learnerFolder: await folderOf(files),
    fallbackFolder: toy.exercise.solutionFolder,
    table: { kind: 'embedded' },
    seed: 7,
    stallMs: 5000,
    onEvent: (event) => event.type === 'output' && printed.push(`${event.stream} ${event.text}`),
  });
  return { outcome, printed };
}

describe('what the lab says', () => {
  it.for<Files>([
    { 'access.ts': 'export const x: = 1' },
    { 'access.ts': 'export const x = 1;\nconst x = 2;' },
    { 'access.ts': 'export const a = 1; class A { accessor x = 1 }' },
    { 'access.ts': 'export enum Kind { One }' },
    { 'access.ts': "import fs from 'node:fs'; export const x = fs;" },
    { 'access.ts': "import { a } from './table'; export const x = a;" },
    { 'access.ts': "export default 1;\nimport { b } from './table.ts'; b;" },
    { 'access.ts': "import { Nothing } from '@aws-sdk/lib-dynamodb';\nexport const x = new Nothing();" },
    { 'access.ts': "export const x = 1;\nthrow new Error('at once');" },
    { 'access.ts': 'throw 3;' },
    { 'access.ts': "JSON.parse('{');" },
    { 'access.ts': 'await Promise.resolve();\nmissing();' },
    { 'access.ts': accessWith({ keepNote: 'const { a } = undefined;' }) },
    { 'access.ts': accessWith({ keepNote: "throw { odd: ['thing'] };" }) },
    { 'access.ts': accessWith({ keepNote: 'return client as never;' }) },
    { 'access.ts': accessWith({ top: 'await Promise.resolve();' }) },
    {
      'access.ts': accessWith({
        keepNote: "await client.send(new PutCommand({ TableName: 'nowhere', Item: {} }));",
      }),
    },
    { 'access.ts': accessWith({ keepNote: 'await client.send(new PutCommand({} as never));' }) },
    {
      'access.ts': accessWith({
        keepNote:
          "await new Promise((_, reject) => { setTimeout(() => { throw new TypeError('late'); }); setTimeout(reject, 3000); });",
      }),
    },
    {
      'access.ts': accessWith({
        keepNote: "console.log('a', 1); console.error('über'); void Promise.reject(new RangeError('alone'));",
      }),
    },
    // A function of the same text would do; a module is refused.
    { 'access.ts': `${accessWith({})}\nexport { keepNote as again }; export { listNotes as again };` },
    { 'access.ts': `${accessWith({})}\nimport { tables } from './table.ts';\nconst tables = 1;` },
    { 'table.ts': 'export const tables = { main: { KeySchema: [] } };' },
    { 'table.ts': 'export const nothing = 1;' },
  ])('is what Node says: %j', async (files, context) => {
    const page = inPage(context);
    const { outcome, events } = await page.run(await runOf(files, 'full'));
    const expected = await inNode(files);
    expect(outcome).toEqual(expected.outcome);
    const printed = events.flatMap((event) =>
      event.type === 'output' ? [`${event.stream} ${event.text}`] : [],
    );
    // A browser tells of a rejected promise some turns later than Node.
    expect(printed.sort()).toEqual(expected.printed.sort());
  });

  it('tells events in the order in which they happen', async (context) => {
    const page = inPage(context);
    const { events } = await page.run(
      await runOf({ 'access.ts': accessWith({ keepNote: "console.log('kept');" }) }, 'full'),
    );
    expect(events.slice(0, 3).map(({ type }) => type)).toEqual(['check-started', 'output', 'check-finished']);
  });

  it('cuts what is printed at 1 MB, and gives the verdict all the same', async (context) => {
    const keepNote = "for (let i = 0; i < 100; i += 1) console.log('x'.repeat(100_000));";
    const { outcome, events } = await inPage(context).run(
      await runOf({ 'access.ts': accessWith({ keepNote }) }, 'full'),
    );
    expect(outcome.results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
    const texts = events.flatMap((event) =>
      event.type === 'output' && event.stream === 'stdout' ? [event.text] : [],
    );
    expect(texts.join('').length).toBe(1024 * 1024);
  });
});

/** A run in a second lab, which is less patient. */
function runImpatiently(page: LabPage, run: LabRun): Promise<LabOutcome> {
  return page.page.evaluate(async (given) => {
    const addresses = { frameUrl: '/lab/frame.html', programUrl: '/lab/worker.js' };
    const lab = (window as unknown as LabWindow).createLab({ ...addresses, stallMs: 1000 });
    const outcome = await lab.run(given);
    lab.dispose();
    return outcome;
  }, run);
}

describe('code that does not end', () => {
  it('is ended after 5 s, and the next run is sound', async (context) => {
    const page = inPage(context);
    const run = page.run(await runOf({ 'access.ts': accessWith({ keepNote: 'for (;;);' }) }, 'full'));
    // The page itself stays free meanwhile.
    expect(await page.page.evaluate(() => document.title)).toBe('Lab');
    expect((await run).outcome).toEqual({
      status: 'unjudged',
      code: 'hang',
      reason:
        'This check: a note is stored, did not end, and was stopped after 5 s. A loop without an end or a promise that never settles does this.',
      results: [],
    });
    const next = await page.run(await runOf({}, 'full'));
    expect(next.outcome.results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
  });

  it.for([
    [
      'a loop that only ever waits',
      accessWith({ keepNote: 'for (;;) await undefined;' }),
      /^This check: a note/,
    ],
    [
      'a promise that never settles',
      accessWith({ keepNote: 'await new Promise(() => {});' }),
      /^This check: a note/,
    ],
    ['a loop that prints', accessWith({ keepNote: "for (;;) console.log('again');" }), /^This check: a note/],
    [
      'a worker that closes itself',
      accessWith({ keepNote: 'self.close(); for (;;);' }),
      /^This check: a note/,
    ],
    ['a loop while the files are loaded', 'for (;;);', /^Loading your files did not end/],
  ] as const)('is ended: %s', async ([, access, reason], context) => {
    const outcome = await runImpatiently(inPage(context), await runOf({ 'access.ts': access }));
    expect(outcome).toMatchObject({ status: 'unjudged', code: 'hang', results: [] });
    expect('reason' in outcome && outcome.reason).toMatch(reason);
  });
});

/** Code that does something when it is called with what it was called with before: in the second pass, whose seed is the same. */
const whenAgain = (act: string): string => `
  const seen = ((globalThis as any).seen ??= new Set<string>());
  if (seen.has(input.shelf + input.note)) ${act}
  seen.add(input.shelf + input.note);`;

/** The same the other way round. */
const onlyFirst = (act: string): string => `
  const seen = ((globalThis as any).seen ??= new Set<string>());
  const isFirst = !seen.has(input.shelf + input.note);
  seen.add(input.shelf + input.note);
  if (isFirst) ${act}`;

describe('a run', () => {
  it('is ended as soon where only its full pass does not end', async (context) => {
    const run = await runOf({ 'access.ts': accessWith({ keepNote: whenAgain('for (;;);') }) });
    const { first, outcome } = await inPage(context).page.evaluate(async (given) => {
      const addresses = { frameUrl: '/lab/frame.html', programUrl: '/lab/worker.js' };
      const lab = (window as unknown as LabWindow).createLab({ ...addresses, stallMs: 1000 });
      const statuses: string[] = [];
      const ended = await lab.run(given, (event) => {
        if (event.type === 'first-verdict') statuses.push(event.outcome.status);
      });
      lab.dispose();
      return { first: statuses, outcome: ended };
    }, run);
    expect(first).toEqual(['judged']);
    expect(outcome).toMatchObject({ status: 'unjudged', code: 'hang', results: [] });
  });

  it('gives the quick verdict first, and the full one after it', async (context) => {
    const { outcome, events } = await inPage(context).run(await runOf({}));
    const first = events.findIndex(({ type }) => type === 'first-verdict');
    const finished = (some: typeof events) => some.filter(({ type }) => type === 'check-finished').length;
    expect([finished(events.slice(0, first)), finished(events.slice(first))]).toEqual([3, 3]);
    expect(outcome.status).toBe('judged');
  });

  it('ends with the quick verdict where that is a failure', async (context) => {
    const { outcome, events } = await inPage(context).run(
      await runOf({ 'access.ts': await readFile(join(toy.exercise.folder, 'access.ts'), 'utf8') }),
    );
    expect(outcome.results.map(({ status }) => status)).toEqual(['fail', 'fail', 'skipped']);
    expect(events.some(({ type }) => type === 'first-verdict')).toBe(false);
  });

  it.for([
    ['what passes', accessWith({ keepNote: '' })],
    ['what does not', accessWith({ keepNote: 'return;' })],
  ] as const)('records %s when the verdict is there', async ([, access], context) => {
    const run = await runOf({ 'access.ts': access });
    const { outcome, events } = await inPage(context).run({ ...run, records: true });
    const first = events.find((event) => event.type === 'first-verdict')?.outcome.results ?? [];
    expect(first).toHaveLength(3);
    expect(first.filter(({ recording }) => recording)).toEqual([]);
    expect(outcome.results.map(({ status }) => status)).toEqual(first.map(({ status }) => status));
    const ran = outcome.results.filter(({ status }) => status !== 'skipped');
    expect(ran.every(({ recording }) => recording)).toBe(true);
  });

  it('shows no recording of something else than what was judged', async (context) => {
    const keepNote = onlyFirst("throw new Error('first');");
    const run = await runOf({ 'access.ts': accessWith({ keepNote }) });
    const { outcome } = await inPage(context).run({ ...run, records: true });
    const [first] = outcome.results;
    expect([first?.status, first?.recording]).toEqual(['fail', undefined]);
  });

  it('stops when it is told to, and keeps what it has', async (context) => {
    const { page } = inPage(context);
    const files = { 'access.ts': accessWith({ keepNote: "if (input.note.startsWith('c')) for (;;);" }) };
    const outcome = await page.evaluate(
      (run) => {
        const { lab } = window as unknown as LabWindow;
        return lab.run(run, (event) => event.type === 'check-finished' && lab.stop());
      },
      await runOf(files, 'full'),
    );
    expect(outcome).toMatchObject({ status: 'stopped', results: [{ id: 'note-kept', status: 'pass' }] });
  });

  it('gives way to the next one', async (context) => {
    const { page } = inPage(context);
    const statuses = await page.evaluate(
      async ([endless, sound]) => {
        const { lab } = window as unknown as LabWindow;
        const outcomes = await Promise.all([lab.run(endless), lab.run(sound)]);
        return outcomes.map(({ status }) => status);
      },
      [await runOf({ 'access.ts': accessWith({ keepNote: 'for (;;);' }) }), await runOf({})] as const,
    );
    expect(statuses).toEqual(['stopped', 'judged']);
  });

  it('says so where its program cannot be loaded', async (context) => {
    const { page } = inPage(context);
    const outcome = await page.evaluate(
      (run) =>
        (window as unknown as LabWindow)
          .createLab({ frameUrl: '/lab/frame.html', programUrl: '/lab/nothing.js' })
          .run(run),
      await runOf({}),
    );
    expect(outcome).toMatchObject({
      status: 'unjudged',
      code: 'exercise',
      reason: 'The program that runs the checks could not be loaded from /lab/nothing.js (status 404).',
    });
  });
});
