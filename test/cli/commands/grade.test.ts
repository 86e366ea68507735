import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradeReportSchema } from '@keysmith/course';
import type { Toy } from '../../course/toy.ts';
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

describe('keysmith grade', { timeout: 90_000 }, () => {
  it('grades every submission, writes three reports, and says that nothing protects the machine', async () => {
    const args = ['grade', 'class', '--out', 'marks', '--exercise', 'keep', '--jobs', '2', ...EMBEDDED];
    const { code, stdout, stderr } = await run(toy.root, args);
    expect(stderr).toContain('without protection');
    expect(stdout.replace(/\(\d+\.\d s\)/, '(N.N s)')).toBe(`1 of 3 runs
2 of 3 runs
3 of 3 runs
4 submissions: 2 exercises graded, 1 could not be graded, 1 missing (N.N s)
Written: marks/grade.json, marks/grades.csv, marks/index.html
`);
    expect(code).toBe(0);
    const report = gradeReportSchema.parse(JSON.parse(await toy.read('marks/grade.json')));
    expect(report.submissions.map(({ learner, score }) => [learner, score])).toEqual([
      ['ada', 6],
      ['björn', 3],
      ['chris', 0],
      ['dora', 0],
    ]);
    expect(await toy.read('marks/grades.csv')).toContain('björn,,,,3,6,0');
    expect(await toy.read('marks/index.html')).toContain('björn');
  });

  it('writes its reports even when nobody reads its output any more', async () => {
    const grading = start(toy.root, ['grade', 'class', '--out', 'unread', '--exercise', 'keep', ...EMBEDDED]);
    await grading.printed('1 of 3 runs');
    grading.child.stdout?.destroy();
    expect((await grading.ended).code).toBe(0);
    expect(await toy.read('unread/grades.csv')).toContain('björn,,,,3,6,0');
  });

  it.each([
    [['grade', 'nowhere'], 'nowhere'],
    [['grade', 'class', '--exercise', 'paint'], 'There is no exercise "paint".'],
    [['grade', 'class', '--jobs', '0'], 'It must be a whole number from 1.'],
  ])('ends with 2 for %j', async (args, message) => {
    const { code, stderr } = await run(toy.root, [...args, ...EMBEDDED]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(code).toBe(2);
  });
});
