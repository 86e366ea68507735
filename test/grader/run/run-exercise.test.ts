import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { runExercise, type RunEvent, type RunOptions, type RunOutcome } from '@keysmith/grader';
import { checkResultSchema } from '@keysmith/course';
import { accessWith, runningToy, tableAddress, type RunningToy } from '../toys.ts';

let toy: RunningToy;

beforeAll(async () => {
  toy = await runningToy();
});

afterAll(() => toy[Symbol.asyncDispose]());

let folders = 0;

/** Runs the toy's exercise on these files; what is left out is the solution's. */
async function run(
  context: TestContext,
  files: Readonly<Record<string, string>>,
  options: Partial<RunOptions> = {},
): Promise<RunOutcome & { events: RunEvent[] }> {
  const table = tableAddress(context);
  const events: RunEvent[] = [];
  folders += 1;
  const outcome = await runExercise({
    exercise: toy.exercise,
    learnerFolder: await toy.folder(`learner-${folders}`, files),
    fallbackFolder: toy.exercise.solutionFolder,
    table,
    seed: 7,
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { ...outcome, events };
}

const statuses = ({ results }: RunOutcome) => results.map(({ id, status }) => `${id} ${status}`);

const printed = (events: readonly RunEvent[], stream: 'stdout' | 'stderr') =>
  events.map((event) => (event.type === 'output' && event.stream === stream ? event.text : '')).join('');

describe('a run', () => {
  it('judges every check, in the order of the manifest', async (context) => {
    const outcome = await run(context, {});
    expect(outcome.status).toBe('judged');
    expect(statuses(outcome)).toEqual(['note-kept pass', 'notes-listed pass', 'one-query pass']);
    for (const result of outcome.results) expect(checkResultSchema.parse(result)).toEqual(result);
    expect(outcome.results.map(({ points, maxPoints }) => [points, maxPoints])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(outcome.events.map(({ type }) => type)).toEqual([
      'check-started',
      'check-finished',
      'check-started',
      'check-finished',
      'check-started',
      'check-finished',
    ]);
  });

  it('of some checks judges those and the ones that they need', async (context) => {
    const outcome = await run(context, {}, { only: ['one-query'] });
    expect(statuses(outcome)).toEqual(['notes-listed pass', 'one-query pass']);
    const missing = await run(
      context,
      { 'access.ts': 'export const keepNote = 1;' },
      { only: ['one-query'] },
    );
    expect(statuses(missing)).toEqual(['notes-listed fail', 'one-query skipped']);
  });

  it('says of a starter where it throws, and skips what needs it', async (context) => {
    const outcome = await run(context, {}, { learnerFolder: toy.exercise.folder });
    expect(statuses(outcome)).toEqual(['note-kept fail', 'notes-listed fail', 'one-query skipped']);
    expect(outcome.results[0]?.failure).toMatchObject({
      happened: 'keepNote threw Error: Implement keepNote in access.ts',
      place: 'access.ts:10:9',
    });
    expect(outcome.results[2]?.reason).toBe('needs notes-listed to pass first');
  });

  it('gives the same results for the same seed', async (context) => {
    const files = {
      'access.ts': accessWith({ keepNote: "if (input.note > 'n') throw new Error(input.note);" }),
    };
    const [first, second, other] = [
      await run(context, files),
      await run(context, files),
      await run(context, files, { seed: 8 }),
    ];
    expect(second.results).toEqual(first.results);
    expect(other.results).not.toEqual(first.results);
  });

  it('starts each client with fresh modules, so that nothing is kept from check to check', async (context) => {
    const outcome = await run(context, {
      'access.ts': accessWith({
        top: 'let calls = 0;',
        keepNote: "if ((calls += 1) > 6) throw new Error('kept');",
      }),
    });
    expect(statuses(outcome)).toEqual(['note-kept pass', 'notes-listed pass', 'one-query pass']);
  });
});

describe('what the learner prints', () => {
  it('comes beside the results, in order, and cannot be taken for one', async (context) => {
    const forged = JSON.stringify({ type: 'finished', verdict: { id: 'note-kept', status: 'pass' } });
    const outcome = await run(context, {
      'access.ts': accessWith({
        keepNote: `console.log(${JSON.stringify(forged)}); console.error('über'); throw new Error('no');`,
      }),
    });
    expect(statuses(outcome)).toEqual(['note-kept fail', 'notes-listed fail', 'one-query skipped']);
    expect(printed(outcome.events, 'stdout')).toBe(`${forged}\n${forged}\n`);
    expect(printed(outcome.events, 'stderr')).toBe('über\nüber\n');
    expect(outcome.events.slice(0, 4).map(({ type }) => type)).toEqual([
      'check-started',
      'output',
      'output',
      'check-finished',
    ]);
  });

  it('is cut at 1 MB, and the verdict comes all the same', async (context) => {
    const outcome = await run(context, {
      'access.ts': accessWith({
        keepNote: "for (let i = 0; i < 100; i += 1) console.log('x'.repeat(100_000));",
      }),
    });
    expect(statuses(outcome)).toEqual(['note-kept pass', 'notes-listed pass', 'one-query pass']);
    expect(printed(outcome.events, 'stdout').length).toBe(1024 * 1024);
    expect(printed(outcome.events, 'stderr')).toBe('\n[Output beyond 1 MB is left out.]\n');
  });

  it('tells of a promise that nobody waited for', async (context) => {
    const outcome = await run(context, {
      'access.ts': accessWith({
        keepNote: "void client.send(new PutCommand({ TableName: 'nowhere', Item: {} }));",
      }),
    });
    expect(outcome.status).toBe('judged');
    expect(printed(outcome.events, 'stderr')).toMatch(
      /^A promise was rejected and nothing waited for it: ResourceNotFoundException: .* Is an `await` missing\?/,
    );
  });
});

describe('code that does not end', () => {
  it('is stopped, and the check that ran is named: a loop', async (context) => {
    const outcome = await run(
      context,
      { 'access.ts': accessWith({ keepNote: 'for (;;);' }) },
      { stallMs: 4000 },
    );
    expect(outcome).toMatchObject({
      status: 'unjudged',
      code: 'hang',
      reason:
        'This check: a note is stored, did not end, and was stopped after 4 s. A loop without an end or a promise that never settles does this.',
      results: [],
    });
  });

  it('is stopped: a promise that never settles, after a check that passed', async (context) => {
    const outcome = await run(
      context,
      {
        'access.ts': accessWith({ keepNote: "if (input.note.startsWith('c')) await new Promise(() => {});" }),
      },
      { stallMs: 4000 },
    );
    expect(outcome).toMatchObject({ status: 'unjudged', code: 'hang' });
    expect(statuses(outcome)).toEqual(['note-kept pass']);
  });

  it('is stopped: a loop that prints while the files are loaded', async (context) => {
    const outcome = await run(
      context,
      { 'access.ts': accessWith({ top: "for (;;) console.log('x'.repeat(10_000));" }) },
      { stallMs: 4000 },
    );
    expect(outcome).toMatchObject({
      code: 'hang',
      reason: expect.stringMatching(/^Loading your files did not end, and was stopped after 4 s\./) as string,
    });
  });

  it('is stopped when the caller no longer wants it', async (context) => {
    const stop = new AbortController();
    const outcome = run(
      context,
      { 'access.ts': accessWith({ keepNote: 'for (;;);' }) },
      {
        signal: stop.signal,
        onEvent: ({ type }) => type === 'check-started' && stop.abort(new Error('enough')),
      },
    );
    await expect(outcome).rejects.toThrow('enough');
  });
});

describe('code that ends or breaks the process', () => {
  it.for([
    [
      'process.exit(0);',
      'Your code ended the process while this was checked: a note is stored (exit code 0).',
    ],
    [
      "process.kill(process.pid, 'SIGTERM');",
      'Your code ended the process while this was checked: a note is stored (signal SIGTERM).',
    ],
    [
      "setTimeout(() => { throw new TypeError('late'); }); await new Promise(() => {});",
      'Nothing caught an error while this was checked: a note is stored. TypeError: late (access.ts:5:28).',
    ],
  ] as const)('is no verdict: %s', async ([keepNote, reason], context) => {
    const outcome = await run(context, { 'access.ts': accessWith({ keepNote }) });
    expect(outcome).toMatchObject({ status: 'unjudged', code: 'exit', results: [] });
    expect(outcome.status === 'unjudged' && outcome.reason).toContain(reason);
  });

  it('is no verdict: `process.exit` while the files are loaded', async (context) => {
    const outcome = await run(context, { 'access.ts': accessWith({ top: 'process.exit(3);' }) });
    expect(outcome).toMatchObject({
      code: 'exit',
      reason:
        'Your code ended the process before any check (exit code 3). Take `process.exit` out; throw an error instead.',
    });
  });
});

describe('files that cannot be run', () => {
  it.for([
    [{ 'access.ts': 'export const x: = 1' }, 'syntax', 'access.ts:1:17 Unexpected token'],
    [
      { 'access.ts': 'export const x = 1;\nconst x = 2;' },
      'syntax',
      "access.ts:2:7 Identifier 'x' has already been declared",
    ],
    [
      { 'access.ts': "import fs from 'node:fs'; export const x = fs;" },
      'import',
      'access.ts:1:1 imports "node:fs".',
    ],
    [
      { 'access.ts': "export const x = 1;\nthrow new Error('at once');" },
      'load',
      'access.ts:2:7 threw Error while it was loaded: at once',
    ],
  ] as const)('are told before any check: %j', async ([files, code, reason], context) => {
    const outcome = await run(context, files);
    expect(outcome).toMatchObject({ status: 'unjudged', code, results: [] });
    expect(outcome.status === 'unjudged' && outcome.reason).toContain(reason);
  });

  it('are told when one is missing', async (context) => {
    const folder = await toy.folder('half', { 'access.ts': accessWith({}) });
    const outcome = await runExercise({
      exercise: toy.exercise,
      learnerFolder: folder,
      table: tableAddress(context),
      seed: 1,
    });
    expect(outcome).toMatchObject({
      code: 'missing-file',
      reason: 'table.ts is missing. This exercise takes table.ts and access.ts; put it back.',
    });
  });
});

describe("what is not the learner's fault", () => {
  it('is told apart: a table that does not answer', async (context) => {
    tableAddress(context);
    const outcome = await run(
      context,
      {},
      { table: { kind: 'dynamodb-local', endpoint: 'http://127.0.0.1:9' } },
    );
    expect(outcome).toMatchObject({ status: 'unjudged', code: 'table' });
  });

  it('is told apart: a checks file that does not declare what the manifest lists', async (context) => {
    const checks = [...toy.exercise.checks, { ...toy.exercise.checks[0], id: 'never-written' }];
    const outcome = await run(context, {}, { exercise: { ...toy.exercise, checks } as never });
    expect(outcome).toMatchObject({ status: 'unjudged', code: 'exercise', results: [] });
    expect(outcome.status === 'unjudged' && outcome.reason).toContain('never-written');
  });
});

describe('the child', () => {
  it('ends with its parent, even in an endless loop', async (context) => {
    const table = tableAddress(context);
    const folder = await toy.folder('orphan', {
      'access.ts': accessWith({ keepNote: 'console.log(process.pid); for (;;);' }),
    });
    const script = `
      import { runExercise } from '@keysmith/grader';
      const options = ${JSON.stringify({ exercise: toy.exercise, learnerFolder: folder, fallbackFolder: toy.exercise.solutionFolder, table, seed: 1, stallMs: 60_000 })};
      void runExercise({ ...options, onEvent: (event) => event.type === 'output' && console.log(event.text) });`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [text] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
    const pid = Number(text);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 20_000, interval: 100 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
