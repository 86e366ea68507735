import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradeReportSchema } from '@keysmith/course';
import type { Toy } from '../../course/toy.ts';
import { bytesOf } from '../../grader/batch/stub.ts';
import { EMBEDDED, run, runnableToy, start } from '../command.ts';

const SOLUTION = 'solutions/10-one-to-many/16-keep-notes';

let toy: Toy;

beforeAll(async () => {
  toy = await runnableToy();
  const table = await toy.read(`${SOLUTION}/table.ts`);
  const answers: Record<string, string> = {
    ada: await toy.read(`${SOLUTION}/access.ts`),
    björn: await toy.read(`${SOLUTION}/wrong/scans/access.ts`),
    chris: 'export const = 1;\n',
  };
  for (const [learner, access] of Object.entries(answers)) {
    await toy.write(`class/${learner}/keep-notes/table.ts`, table);
    await toy.write(`class/${learner}/keep-notes/access.ts`, access);
  }
  await toy.write('class/dora/README.txt', 'I did nothing.\n');
});
afterAll(() => toy[Symbol.asyncDispose]());

const BASE = ['grade', 'class', '--exercise', 'keep', '--isolation', 'none', ...EMBEDDED];

/** The text without times. */
const timeless = (text: string) => text.replace(/\(\d+\.\d s\)/, '(N.N s)');

describe('keysmith grade', { timeout: 400_000 }, () => {
  it('grades every submission, and says what decided the marks and what protects nothing', async () => {
    await toy.write('roster.csv', 'folder,id,name\nada,1,Ada\nbjörn,2,Björn\nchris,3,Chris\nzoe,9,Zoe\n');
    await toy.write('class/eve/keep-note/access.ts', 'x');
    const args = [...BASE, '--out', 'marks', '--jobs', '2', '--seed', '7', '--roster', 'roster.csv'];
    const { code, stdout, stderr } = await run(toy.root, args);
    expect(stderr).toContain('NOT ISOLATED');
    expect(stderr).toContain(
      'eve: keep-notes is missing, and keep-note/ is there. If it is meant, rename the folder to keep-notes and grade again.',
    );
    expect(stderr).toContain('Not on the roster: dora, eve. Add a line whose folder is that name.');
    expect(stderr).toContain('On the roster, without a submission: Zoe (9).');
    expect(timeless(stdout)).toContain(
      `5 of 5 gradings
5 submissions: 2 exercises graded, 1 could not be graded, 2 missing (N.N s)
Course 1.2.3, practice seed 1, hidden seed 7, isolation none
Written: marks/ (grade.json, grades.csv, index.html)
`,
    );
    expect(code).toBe(0);
    const report = gradeReportSchema.parse(JSON.parse(await toy.read('marks/grade.json')));
    expect(report.submissions.map(({ learner, score, student }) => [learner, score, student?.name])).toEqual([
      ['ada', 6, 'Ada'],
      ['björn', 3, 'Björn'],
      ['chris', 0, 'Chris'],
      ['dora', 0, undefined],
      ['eve', 0, undefined],
    ]);
    expect(report.submissions[0]?.exercises[0]).toMatchObject({
      verdict: 'all visible and hidden checks passed',
    });
    expect(await toy.read('marks/grades.csv')).toContain('björn');
    await toy.remove('class/eve');
  });

  it('goes on after kill -9, at whichever moment, and ends with the same bytes', async () => {
    const args = [...BASE, '--jobs', '1', '--seed', '7'];
    await run(toy.root, [...args, '--out', 'undisturbed']);
    const killed = start(toy.root, [...args, '--out', 'killed']);
    await killed.printed('1 of 4 gradings');
    // The command starts Node once more; the process that grades is the one that holds the lock.
    const [pid] = (await toy.read('killed/journal.lock')).split('@');
    process.kill(Number(pid), 'SIGKILL');
    await killed.ended;
    const again = await run(toy.root, [...args, '--out', 'killed']);
    expect(again.stderr).toMatch(
      /Going on with an earlier run: [1-4] of 4 gradings are done\. --fresh starts anew\./,
    );
    expect(again.code).toBe(0);
    for (const file of ['grade.json', 'submissions/ada/grade.json'])
      expect(bytesOf(await toy.read(`killed/${file}`))).toBe(bytesOf(await toy.read(`undisturbed/${file}`)));
    const other = await run(toy.root, [...BASE, '--seed', '8', '--out', 'killed']);
    expect(other.stderr).toContain('is the journal of another batch (seed: 7 there, 8 here)');
    expect(other.code).toBe(2);
  });

  it('grades a class in parts and merges them', async () => {
    const env = (index: string) => ({ env: { JOB_COMPLETION_INDEX: index } });
    for (const index of ['0', '1'])
      await run(toy.root, [...BASE, '--shard', 'env/2', '--out', `part-${index}`], env(index));
    const early = await run(toy.root, ['grade', 'merge', 'part-0', '--out', 'all']);
    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('Missing: part 2/2.') });
    const { code, stdout } = await run(toy.root, ['grade', 'merge', 'part-1', 'part-0', '--out', 'all']);
    expect(stdout).toContain('4 submissions: 2 exercises graded, 1 could not be graded, 1 missing');
    expect(stdout).toContain('Written: all/');
    expect(code).toBe(0);
  });

  it('writes its reports even when nobody reads its output any more', async () => {
    const grading = start(toy.root, [...BASE, '--out', 'unread']);
    await grading.printed('1 of 4 gradings');
    grading.child.stdout?.destroy();
    expect((await grading.ended).code).toBe(0);
    expect(await readFile(toy.path('unread/grades.csv'), 'utf8')).toContain('björn');
  });

  it.each([
    [['nowhere'], 'nowhere is no folder and no archive that can be read.'],
    [['class', '--exercise', 'paint'], 'There is no exercise "paint".'],
    [['class', '--jobs', '0'], 'It must be a whole number from 1.'],
    [['class', '--seed', '1'], 'The seed 1 is the one that learners practise with'],
    [['class', '--seed', '-1'], 'It must be a whole number from 0.'],
    [['class', '--shard', '4/3'], 'There is no part 4 of 3.'],
    [['class', '--isolation', 'full'], 'Allowed choices are sandbox, container, none.'],
    [['class', '--roster', 'nobody.csv'], 'The roster nobody.csv cannot be read.'],
    [['merge', 'class'], "required option '-o, --out <folder>' not specified"],
    [['merge', 'class', '--out', 'x'], 'has no journal.jsonl'],
  ])('ends with 2 for %j', async (args, message) => {
    const { code, stderr } = await run(toy.root, ['grade', ...args]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(code).toBe(2);
  });
});
