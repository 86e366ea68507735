// The lists of docs/engine.md, made from what they speak of. `node test/docs/engine-page.ts` writes them into the page.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '../../packages/engine/src/operations/registry.ts';
import { partiql } from '../../packages/engine/src/partiql/operations.ts';

const root = join(import.meta.dirname, '..', '..');
const page = join(root, 'docs/engine.md');
const differencesFile = join(root, 'packages/engine/DIFFERENCES.md');

/** The lists by the name that their marks in the page carry. */
export const lists: Readonly<Record<string, () => string>> = {
  operations: () => [...OPERATIONS.keys()].sort().map(code).join(', ') + '.',
  partiql: () => [...partiql.keys()].sort().map(code).join(', ') + '.',
  differences: () => {
    const rows = differencesIn(readFileSync(differencesFile, 'utf8'));
    return ['| here, as on the service | on DynamoDB Local |', '| --- | --- |', ...rows.map(row)].join('\n');
  },
};

export interface Difference {
  readonly here: string;
  readonly local: string;
}

/** The first two columns of every table in DIFFERENCES.md. */
export function differencesIn(markdown: string): readonly Difference[] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
  return rows
    .map((line) => line.slice(2).split(' | '))
    .filter(([here = '']) => !here.startsWith('The engine') && !here.startsWith('---'))
    .map(([here = '', local = '']) => ({ here: here.trim(), local: local.trim() }));
}

/** The page with every list between its marks replaced. @throws when a list has no marks. */
export function withLists(text: string): string {
  return Object.entries(lists).reduce((written, [name, list]) => {
    const [begin, end] = [`<!-- list: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [written.indexOf(begin), written.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`docs/engine.md lacks the marks "${begin}" and "${end}".`);
    return `${written.slice(0, from + begin.length)}\n\n${list()}\n\n${written.slice(to)}`;
  }, text);
}

export function readPage(): string {
  return readFileSync(page, 'utf8');
}

function code(name: string): string {
  return `\`${name}\``;
}

function row({ here, local }: Difference): string {
  return `| ${here} | ${local} |`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(page, withLists(readPage()));
