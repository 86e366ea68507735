import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dolosExport, gradescopeZip } from '@keysmith/grader';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('the export for Dolos', () => {
  const files = [
    { name: 'table.ts', text: 'export const table = 1;\n\n' },
    { name: 'access.ts', text: 'export const a = 2;' },
  ];
  const student = { id: '7', name: '=Zoë' };
  const { zip, template } = dolosExport({ title: 'Keys' }, files, [
    { learner: 'ada', files, createdAt: new Date('2026-11-22T10:00:00Z') },
    { learner: '../Zoë', student, files },
  ]);
  const entries = unzipSync(zip);

  it('has info.csv at the root, with Dolos’s columns and a row for each file that is there', () => {
    const rows: Record<string, string>[] = parse(strFromU8(entries['info.csv']!), { columns: true });
    expect(Object.keys(rows[0]!)).toEqual(['filename', 'full_name', 'label', 'created_at']);
    expect(rows.map(({ filename }) => filename).sort()).toEqual(
      Object.keys(entries)
        .filter((name) => name !== 'info.csv')
        .sort(),
    );
    expect(rows.map((row) => [row['full_name'], row['created_at']])).toEqual([
      ['ada', '2026-11-22T10:00:00.000Z'],
      ["'=Zoë", ''],
    ]);
  });

  it('joins the files of a learner to one, and the starter to the template in the same way', () => {
    expect(strFromU8(entries['ada.ts']!)).toBe(
      '// table.ts\nexport const table = 1;\n\n// access.ts\nexport const a = 2;\n',
    );
    expect(template).toBe(strFromU8(entries['ada.ts']!));
  });
});

describe('the autograder for Gradescope', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'keysmith-autograder-'));
    const kept = [
      'package.json',
      'package-lock.json',
      'packages/cli/a.ts',
      'exercises/x/table.ts',
      'chapters/x.mdx',
      'solutions/x/table.ts',
    ];
    const left = ['packages/cli/node_modules/big.js', 'site/page.astro', 'work/x/table.ts', '.env'];
    for (const path of [...kept, ...left]) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), path);
    }
  });
  afterAll(() => rm(root, { recursive: true }));

  it('has its two scripts at the root, and of the repository what grading reads', async () => {
    const entries = unzipSync(await gradescopeZip({ root, exercises: ['keys', 'sums'], seed: 42 }));
    expect(Object.keys(entries).sort()).toEqual([
      'keysmith/chapters/x.mdx',
      'keysmith/exercises/x/table.ts',
      'keysmith/package-lock.json',
      'keysmith/package.json',
      'keysmith/packages/cli/a.ts',
      'keysmith/solutions/x/table.ts',
      'run_autograder',
      'setup.sh',
    ]);
    const script = strFromU8(entries['run_autograder']!);
    expect(script).toMatch(/^#!\/usr\/bin\/env bash\n/);
    expect(script).toContain('--exercise keys sums --isolation container --seed 42');
    expect(script).toContain('/autograder/results/results.json');
  });

  it('is the same each time', async () => {
    const options = { root, exercises: ['keys'], seed: 1 };
    expect(await gradescopeZip(options)).toEqual(await gradescopeZip(options));
  });
});
