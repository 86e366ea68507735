import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Toy } from '../../course/toy.ts';
import { answerWith, EMBEDDED, run, runnableToy, workOf } from '../command.ts';

let toy: Toy;

beforeAll(async () => {
  toy = await runnableToy([
    { number: 16, slug: 'keep-notes' },
    { number: 20, slug: 'keep-more', prerequisites: ['keep-notes'] },
  ]);
});
beforeEach(async () => {
  await toy.write(`${workOf()}/table.ts`, '');
  await toy.remove('work');
});
afterAll(() => toy[Symbol.asyncDispose]());

const withTypes = (...args: readonly string[]) => run(toy.root, ['test', 'keep-notes', ...EMBEDDED, ...args]);
/** Looking for type errors takes most of the time. */
const test = (...args: readonly string[]) => withTypes('--no-types', ...args);

describe('keysmith test', { timeout: 90_000 }, () => {
  it('copies the starter at first, and tells the verdict in full, plainly', async () => {
    const { code, stdout, stderr } = await withTypes();
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout.replace(/\d+\.\d s$/m, 'N.N s')).toMatchInlineSnapshot(`
      "Copied table.ts and access.ts to work/10-one-to-many/16-keep-notes: edit them there.

      Notes: keep-notes  16 keep-notes

      1  Keep a note                                                          0 of 1
         FAIL a note is stored
      2  List the notes of a shelf                                            0 of 5
         FAIL the notes of a shelf come back in order
         skip the list is one Query (needs notes-listed)

      FAIL Task 1, check note-kept

        asked     keepNote stores one item.
        expected  a note is stored
        happened  keepNote threw Error: Implement keepNote in access.ts
        at        access.ts:10:9

          keepNote({ shelf: "ssiz-1", note: "n81v-2" })

        requests  the call made none

        help      npx keysmith hint keep-notes keep

      0 of 6 points · 0 of 2 tasks · seed 1 · embedded · N.N s

      types: no errors
      "
    `);
    expect(await toy.read(`${workOf()}/access.ts`)).toBe(
      await toy.read('exercises/10-one-to-many/16-keep-notes/access.ts'),
    );
  });

  it('never touches a file that is there, and brings back one that is not', async () => {
    await toy.write(`${workOf()}/access.ts`, 'export const mine = 1;\n');
    const { code, stdout } = await test();
    expect(code).toBe(1);
    expect(stdout).toContain(`Copied table.ts to ${workOf()}`);
    expect(await toy.read(`${workOf()}/access.ts`)).toBe('export const mine = 1;\n');
  });

  it('passes a solution, keeps the progress, and goes on to the next exercise', async () => {
    await answerWith(toy);
    const { code, stdout } = await test();
    expect(stdout).toContain('6 of 6 points · 2 of 2 tasks · seed 1 · embedded');
    expect(stdout).toContain('npx keysmith solution keep-notes');
    expect(code).toBe(0);
    const progress = JSON.parse(await toy.read('.keysmith/progress.json')) as unknown;
    expect(progress).toEqual({
      version: 1,
      exercises: { 'keep-notes': { tasksPassed: ['keep', 'list'], passedAt: expect.any(String) } },
    });
    const { stdout: next } = await run(toy.root, ['test', ...EMBEDDED, '--no-types']);
    expect(next).toContain('Notes: keep-more');
    await toy.remove('.keysmith');
  });

  it('shows the requests of the check that fails, and the very command for its hint', async () => {
    await answerWith(toy, 'scans');
    const { code, stdout } = await test('--seed', '7');
    expect(code).toBe(1);
    expect(stdout).toMatch(/1 {2}Scan {2,}main {2,}3 {2,}3 {2}0\.5 read/);
    expect(stdout).toContain('npx keysmith hint keep-notes list --layer 2');
    expect(stdout).toContain('seed 7');
  });

  it('shows what the code prints apart from the verdict', async () => {
    await answerWith(toy);
    const access = await toy.read(`${workOf()}/access.ts`);
    await toy.write(
      `${workOf()}/access.ts`,
      access.replace('): Promise<void> {', '$&\n  console.log("kept");'),
    );
    const { code, stdout } = await test();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Your code prints:\n(\| kept\n)+\nNotes/);
  });

  it('tells type errors apart: they change neither verdict nor exit code', async () => {
    await answerWith(toy);
    await toy.write(
      `${workOf()}/access.ts`,
      `${await toy.read(`${workOf()}/access.ts`)}\nexport const wrong: string = 5;\n`,
    );
    const { code, stdout } = await withTypes();
    expect(code).toBe(0);
    expect(stdout).toMatch(/1 type error, apart from the verdict\n {2}access\.ts:\d+:14 .*TS2322/);
  });

  it('prints one line of JSON and nothing else with --json', async () => {
    await answerWith(toy, 'reverses');
    await toy.write(
      `${workOf()}/access.ts`,
      `console.log('hello');\n${await toy.read(`${workOf()}/access.ts`)}`,
    );
    const { code, stdout } = await test('--json');
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'keysmith/test/v1',
      exercise: 'keep-notes',
      seed: 1,
      table: 'embedded',
      status: 'failed',
      score: 1,
      maxScore: 6,
      checks: [
        { id: 'note-kept', status: 'pass' },
        { id: 'notes-listed', status: 'fail' },
        { id: 'one-query', status: 'skipped' },
      ],
      output: expect.stringContaining('hello\n'),
      types: null,
    });
  });

  it.each([
    ['does not parse', 'export const = 3;', 'syntax', /access\.ts:1/],
    ['throws as it loads', "throw new Error('at the door');", 'load', /at the door/],
    ['hangs as it loads', 'for (;;) {}', 'hang', /did not end/],
    ['exits', 'process.exit(0);', 'exit', /./],
    ['imports what is not allowed', "import 'node:fs';", 'import', /node:fs/],
  ])('gives no verdict and exit code 1 for code that %s', async (_, code, why, reason) => {
    await toy.write(`${workOf()}/access.ts`, `${code}\n`);
    const end = await test();
    expect(end.stdout).toContain(`No verdict (${why}).`);
    expect(end.stdout).toMatch(reason);
    expect(end.stdout).toContain('0 of 6 points');
    expect(end.code).toBe(1);
  });

  it('explains the check that a replay token names, not the first that fails, and keeps no progress', async () => {
    await answerWith(toy, 'scans');
    await toy.remove('.keysmith');
    const access = await toy.read(`${workOf()}/access.ts`);
    // Now the first check fails, too.
    await toy.write(
      `${workOf()}/access.ts`,
      access.replace(
        'await client.send(new PutCommand',
        'await client.send(new PutCommand({ TableName: tables.main, Item: { shelf: "-", note: "-" } }));\n  $&',
      ),
    );
    expect((await test()).stdout).toContain('FAIL Task 1, check note-kept');
    const { code, stdout } = await test('--replay', 'one-query.9.1.A1');
    expect(stdout).toContain('FAIL Task 2, check one-query');
    expect(stdout).not.toContain('Task 1, check note-kept');
    expect(stdout).toContain('seed 9');
    expect(code).toBe(1);
  });

  it('says so when the check of the token passes without the run that it names', async () => {
    await answerWith(toy);
    await toy.remove('.keysmith');
    const { code, stdout } = await test('--replay', 'notes-listed.1.2.A1B1');
    expect(stdout).toContain('ERR  Task 2, check notes-listed');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'the check notes-listed has no instrument 2 that repeats runs. Run the check without --replay',
    );
    expect(code).toBe(2);
    await expect(toy.read('.keysmith/progress.json')).rejects.toThrow('ENOENT');
  });

  it('takes an exercise that declares no check for a fault of the exercise', async () => {
    const place = 'exercises/10-one-to-many/16-keep-notes/checks.test.ts';
    const checks = await toy.read(place);
    await toy.write(place, '// No check at all.\n');
    const { code, stdout, stderr } = await test();
    await toy.write(place, checks);
    expect(stderr).toContain('check');
    expect(stdout).not.toContain('points');
    expect(code).toBe(2);
  });
});

describe('keysmith test, asked for what there is not,', { timeout: 60_000 }, () => {
  it.each([
    [['test', 'keep-nots'], 'There is no exercise "keep-nots".\nDid you mean keep-notes'],
    [['test', 'keep'], 'Did you mean keep-notes, or keep-more?'],
    [['test', 'keep-notes', '--seed', 'x'], 'It must be a whole number from 0.'],
    [['test', 'keep-notes', '--table', 'paper'], 'Allowed choices are embedded, dynamodb-local, aws.'],
    [['tset'], 'Did you mean test?'],
    [['test', 'keep-notes', '--replay', 'A1B1'], '"A1B1" is no replay token; one looks like'],
    [
      ['test', 'keep-notes', '--replay', 'no-lost-like.1.1.A1B1'],
      'The token is of the check "no-lost-like", and keep-notes has no such check. It has: note-kept, notes-listed, one-query.\nName the exercise',
    ],
  ])('%j ends with 2 and says what to do', async (args, message) => {
    const { code, stdout, stderr } = await run(toy.root, args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(stdout).not.toContain('points');
    expect(code).toBe(2);
  });

  it('names the remedy where Java is missing', async () => {
    const { code, stderr } = await run(toy.root, ['test', 'keep-notes', '--table', 'dynamodb-local'], {
      env: { PATH: '', JAVA_HOME: '' },
    });
    expect(stderr).toContain('DynamoDB Local needs a Java runtime');
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(code).toBe(2);
  });

  it('refuses a KEYSMITH_ROOT that holds no course', async () => {
    const { code, stderr } = await run(toy.root, ['list'], { env: { KEYSMITH_ROOT: toy.path('chapters') } });
    expect(stderr).toContain('which holds no course');
    expect(code).toBe(2);
  });
});
