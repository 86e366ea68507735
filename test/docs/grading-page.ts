// The list of limits in docs/grading.md, made from the grader's own. `node test/docs/grading-page.ts` writes it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, type Limit } from '../../packages/grader/src/sandbox/limits.ts';

const page = join(import.meta.dirname, '..', '..', 'docs/grading.md');
const [BEGIN, END] = ['<!-- list: limits -->', '<!-- end: limits -->'];

/** The page with the list between its marks replaced. @throws when there are no marks. */
export function withLimits(text: string, limits: readonly Limit[] = Object.values(LIMITS)): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/grading.md lacks the marks "${BEGIN}" and "${END}".`);
  const rows = limits.map(
    ({ name, value, unit, sentence }) =>
      `| \`${name}\` | ${value.toLocaleString('en')} ${unit} | The code ${sentence} |`,
  );
  const table = ['| limit | | what a report says |', '| --- | --- | --- |', ...rows].join('\n');
  return `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`;
}

export function readPage(): string {
  return readFileSync(page, 'utf8');
}

if (process.argv[1] === import.meta.filename) writeFileSync(page, withLimits(readPage()));
