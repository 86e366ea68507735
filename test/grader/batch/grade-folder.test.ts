import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gradeReportSchema, type GradeReport } from '@keysmith/course';
import { gradeFolder } from '@keysmith/grader';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { accessWith, runningToy, tableAddress, type RunningToy } from '../toys.ts';

let toy: RunningToy;
let folder: string;

beforeAll(async () => {
  toy = await runningToy();
  const [keep, more] = toy.course.exercises;
  if (!keep || !more) throw new Error('the toy has two exercises');
  const read = (place: string) => readFile(join(place, 'access.ts'), 'utf8');
  const right = {
    'table.ts': await readFile(join(keep.solutionFolder, 'table.ts'), 'utf8'),
    'access.ts': await read(keep.solutionFolder),
  };
  const wrong = (slug: string) => read(join(keep.solutionFolder, 'wrong', slug));
  const classFiles: Record<string, Record<string, string>> = {
    'Åsa/keep-notes': right,
    'Åsa/20-more-notes': right,
    'ben/work/10-one-to-many/16-keep-notes': { ...right, 'access.ts': await wrong('scans') },
    'broken/keep-notes': { ...right, 'access.ts': 'export const x: = 1;' },
    'empty/notes': { 'nothing.txt': '' },
    'exits/keep-notes': { ...right, 'access.ts': accessWith({ keepNote: 'process.exit(0);' }) },
    'forges/keep-notes': {
      ...right,
      'access.ts': accessWith({
        keepNote: `console.log('3 passed, 0 failed'); throw new Error('</script>');`,
      }),
    },
    'half/keep-notes': { 'access.ts': right['access.ts'] },
    'hangs/keep-notes': { ...right, 'access.ts': accessWith({ keepNote: 'for (;;);' }) },
    'huge/keep-notes': { ...right, 'access.ts': `${right['access.ts']}\n//${'x'.repeat(300_000)}` },
    'imports/keep-notes': { ...right, 'access.ts': `import fs from 'node:fs';\nexport const x = fs;` },
    'links/keep-notes': { 'table.ts': right['table.ts'] },
    'prints/keep-notes': {
      ...right,
      'access.ts': accessWith({ keepNote: "console.log('x'.repeat(500_000));" }),
    },
    'starter/keep-notes': { ...right, 'access.ts': await read(keep.folder) },
  };
  for (const [place, files] of Object.entries(classFiles)) await toy.folder(`class/${place}`, files);
  folder = join(toy.toy.root, 'class');
  await symlink(join(folder, 'Åsa/keep-notes/access.ts'), join(folder, 'links/keep-notes/access.ts'));
});

afterAll(() => toy[Symbol.asyncDispose]());

let clock = 0;

async function grade(
  context: TestContext,
  options: Partial<Parameters<typeof gradeFolder>[0]> = {},
): Promise<GradeReport> {
  const { report } = await gradeFolder({
    course: toy.course,
    folder,
    table: tableAddress(context),
    seed: 3,
    jobs: 2,
    now: () => new Date(Date.UTC(2026, 10, 22, 10, 0, (clock += 1))),
    ...options,
  });
  return report;
}

describe('grading a folder', () => {
  it('gives each learner the right row, and the same bytes again', { timeout: 300_000 }, async (context) => {
    const progress: [number, number][] = [];
    const report = await grade(context, { onProgress: (done, total) => progress.push([done, total]) });
    const cells = report.submissions.map(({ learner, score, exercises }) => [
      learner,
      score,
      ...exercises.map((one) => (one.status === 'ungradable' ? one.reason : one.status)),
    ]);
    expect(cells).toEqual([
      ['ben', 3, 'graded', 'missing'],
      ['broken', 0, expect.stringMatching(/^access\.ts:1:17 Unexpected token/), 'missing'],
      ['empty', 0, 'missing', 'missing'],
      [
        'exits',
        0,
        expect.stringMatching(/^Your code ended the process while this was checked: a note is stored/),
        'missing',
      ],
      ['forges', 0, 'graded', 'missing'],
      ['half', 0, 'table.ts is missing. This exercise takes table.ts and access.ts; put it back.', 'missing'],
      ['hangs', 0, expect.stringMatching(/^This check: a note is stored, did not end/), 'missing'],
      [
        'huge',
        0,
        expect.stringMatching(/^access\.ts has 294 KB, and a learner's file has at most 256 KB/),
        'missing',
      ],
      ['imports', 0, expect.stringMatching(/^access\.ts:1:1 imports "node:fs"/), 'missing'],
      [
        'links',
        0,
        'access.ts is not a regular file. Replace the link or folder by the file itself.',
        'missing',
      ],
      ['prints', 6, 'graded', 'missing'],
      ['starter', 0, 'graded', 'missing'],
      ['Åsa', 12, 'graded', 'graded'],
    ]);
    expect(report).toMatchObject({
      course: '1.2.3',
      seeds: { visible: 3 },
      isolation: { kind: 'none' },
      table: tableAddress(context).kind,
    });
    expect(gradeReportSchema.parse(report)).toEqual(report);
    expect(progress.at(-1)).toEqual([13, 13]);

    const again = await grade(context, { jobs: 1 });
    const bytes = (one: GradeReport) => JSON.stringify({ ...one, times: undefined });
    expect(bytes(again)).toBe(bytes(report));
    expect(again.times).not.toEqual(report.times);
  });

  it('grades only the exercises that are asked for', async (context) => {
    const some = await toy.folder('direct', { 'ada/access.ts': 'x', 'ada/table.ts': 'y(' });
    const report = await grade(context, { folder: some, exercises: ['keep-notes'] });
    expect(report.exercises.map(({ exercise, maxScore }) => [exercise, maxScore])).toEqual([
      ['keep-notes', 6],
    ]);
    expect(report.submissions[0]).toMatchObject({
      score: 0,
      maxScore: 6,
      exercises: [{ status: 'ungradable' }],
    });
    await expect(grade(context, { exercises: ['nothing'] })).rejects.toMatchObject({
      code: 'grade.unknown-exercise',
      message: 'The course has no exercise nothing. Name one of: keep-notes, more-notes.',
    });
  });

  it('ends when the table fails, instead of calling a whole class ungradable', async (context) => {
    tableAddress(context);
    const run = grade(context, { table: { kind: 'dynamodb-local', endpoint: 'http://127.0.0.1:9' } });
    await expect(run).rejects.toMatchObject({ code: 'grade.no-table' });
  });
});
