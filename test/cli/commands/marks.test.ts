import { createReports, folderOf } from '@keysmith/grader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Toy } from '../../course/toy.ts';
import {
  failedCheck,
  graded,
  gradedOf,
  hostileClass,
  missing,
  reportOf,
  submissionOf,
} from '../../grader/reports.ts';
import { run, runnableToy } from '../command.ts';

const ada = submissionOf('ada', [gradedOf('one', [graded(failedCheck)]), missing('two')], {
  id: '101',
  name: 'Ada',
});
const submissions = [...hostileClass, ada];

let toy: Toy;

beforeAll(async () => {
  toy = await runnableToy();
  const report = reportOf(submissions);
  const reports = createReports({ exercises: report.exercises });
  for (const { path, content } of [...submissions.flatMap(reports.submission), ...reports.batch(report)])
    await toy.write(`grades/${path}`, content);
  await toy.write('book.csv', 'Student,ID,Keys (7)\n    Points Possible,,10\nAda,101,\n');
});
afterAll(() => toy[Symbol.asyncDispose]());

describe('keysmith marks', { timeout: 90_000 }, () => {
  it("fills Canvas's column and says who was not found", async () => {
    const args = ['marks', 'canvas', 'grades', '--export', 'book.csv', '--column', 'Keys'];
    const { code, stdout, stderr } = await run(toy.root, args);
    expect(stdout).toBe('Written: grades/canvas.csv\n');
    expect(stderr).toContain('=HYPERLINK("http://x") matched no row of the export.');
    expect(await toy.read('grades/canvas.csv')).toBe(
      'Student,ID,Keys (7)\r\n    Points Possible,,10\r\nAda,101,0\r\n',
    );
    expect(code).toBe(0);
  });

  it('writes a file beside the grades of each submission', async () => {
    const { code, stdout } = await run(toy.root, ['marks', 'gradescope', 'grades']);
    expect(stdout).toContain(`submissions/${folderOf(hostileClass[0]!.learner)}/gradescope.json, and 3 more`);
    expect(JSON.parse(await toy.read('grades/submissions/ada/gradescope.json'))).toMatchObject({ score: 0 });
    expect(code).toBe(0);
  });

  it.each([
    [['canvas', 'grades'], 'Give --export <file> and --column <name of the assignment>.'],
    [['canvas', 'grades', '--export', 'book.csv', '--column', 'Exam'], 'The export has no column "Exam".'],
    [['moodle', 'nowhere'], 'cannot be read'],
    [['moodle', 'grades', '--exercise', 'three'], 'The grades have no exercise "three".'],
    [['classroom50', 'grades'], 'Give --identity <file.json>'],
    [['sakai', 'grades'], 'Allowed choices are canvas, moodle'],
  ])('ends with 2 for %j', async (args, message) => {
    const { code, stderr } = await run(toy.root, ['marks', ...args]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(code).toBe(2);
  });
});
