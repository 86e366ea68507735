import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coverageTable, misplaced, testFiles } from './coverage.ts';
import { LOCAL_DIFFERENCES, localDifference, type LocalDifferenceId } from './local-differences.ts';

const ROOT = import.meta.dirname;
const PAGE = join(ROOT, 'COVERAGE.md');
const FILES = testFiles(ROOT);
const ids = Object.keys(LOCAL_DIFFERENCES) as LocalDifferenceId[];

/** The page with the generated part between its marks replaced. */
const withPart = (page: string, name: string, content: string): string =>
  page.replace(
    new RegExp(`(<!-- ${name} begins -->\n\n)[\\s\\S]*?(\n\n<!-- ${name} ends -->)`),
    (_, begin: string, end: string) => begin + content + end,
  );

function differencesTable(): string {
  const rows = ids.map((id) => {
    const { instead, source, says } = localDifference(id);
    const words = says === undefined ? '' : `\`${says.source.replaceAll('|', '\\|')}\``;
    return `| \`${id}\` | ${instead} | ${words} | ${source} |`;
  });
  const head = [
    '| id | what DynamoDB Local does instead | its words | source |',
    '| --- | --- | --- | --- |',
  ];
  return [...head, ...rows].join('\n');
}

describe('the coverage page', () => {
  it('shows the files as they are', () => {
    const page = readFileSync(PAGE, 'utf8');
    const current = withPart(
      withPart(page, 'coverage', coverageTable(FILES)),
      'differences',
      differencesTable(),
    );
    if (process.env['KEYSMITH_WRITE_COVERAGE'] === '1') writeFileSync(PAGE, current);
    else
      expect(page, 'run this test with KEYSMITH_WRITE_COVERAGE=1 to bring the page up to date').toBe(current);
  });
});

describe('the files of the suite', () => {
  it('are named by operation and aspect', () => {
    expect(misplaced(FILES)).toEqual([]);
  });

  it('name every difference of DynamoDB Local', () => {
    const texts = FILES.map((file) => readFileSync(join(ROOT, `${file}.test.ts`), 'utf8')).join('\n');
    expect(ids.filter((id) => !texts.includes(`'${id}'`))).toEqual([]);
  });

  it('are at most 320 lines long', () => {
    const lengths = FILES.map((file) => [
      file,
      readFileSync(join(ROOT, `${file}.test.ts`), 'utf8').split('\n').length,
    ]);
    expect(lengths.filter(([, length]) => Number(length) > 320)).toEqual([]);
  });
});
