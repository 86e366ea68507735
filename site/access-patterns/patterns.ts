import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';

/** A row of the table of access patterns in a brief. Texts are as the author wrote them, code in backquotes. */
export interface AccessPattern {
  readonly number: string;
  readonly need: string;
  readonly function: string;
  readonly input: string;
  readonly result: string;
}

/** The heading of a brief under which the table stands, and the anchor that Astro gives it. */
export const PATTERNS_ANCHOR = 'access-patterns';
const HEADING = /^## Access patterns[ \t]*$/m;
const COLUMNS = ['#', 'need', 'function', 'input', 'result'];

/** The access patterns of an exercise, as its brief lists them. */
export async function patternsOfExercise({ folder, path }: Exercise): Promise<readonly AccessPattern[]> {
  return accessPatternsOf(await readFile(join(folder, 'README.mdx'), 'utf8'), `exercises/${path}/README.mdx`);
}

/**
 * The access patterns of a brief, from its Markdown; none if it has no such section.
 *
 * @throws {Error} if the section has no table, or one with other columns.
 */
export function accessPatternsOf(brief: string, place: string): readonly AccessPattern[] {
  const heading = HEADING.exec(brief);
  if (!heading) return [];
  const section = brief.slice(heading.index + heading[0].length).split(/^## /m)[0] ?? '';
  // The first table of the section; errors and the like may stand in others below it.
  const [table = ''] = /(?:^\|.*\n?)+/m.exec(section) ?? [];
  const [head = [], , ...rows] = table.trim().split('\n').map(cellsOf);
  if (head.join() !== COLUMNS.join() || rows.length === 0) {
    throw new Error(
      `${place} needs a table of the columns ${COLUMNS.join(', ')} in its section "Access patterns".`,
    );
  }
  return rows.map(([number = '', need = '', name = '', input = '', result = '']) => ({
    number,
    need: need.replaceAll('**', ''),
    function: name.replaceAll('`', ''),
    input,
    result,
  }));
}

/** A bar inside a cell is written with a backslash before it. */
function cellsOf(line: string): string[] {
  return line
    .replace(/^\|/, '')
    .replace(/\|\s*$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
