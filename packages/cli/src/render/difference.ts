import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Terminal } from '../terminal/terminal.ts';

/** Two versions of a file, each with the name that heads it in the difference. */
export interface Versions {
  readonly from: { readonly name: string; readonly text: string };
  readonly to: { readonly name: string; readonly text: string };
}

/** A unified difference, as `diff -u` writes it; empty when the two are the same. */
export function renderDifference({ from, to }: Versions, { colours }: Terminal): string {
  if (from.text === to.text) return '';
  const patch = createTwoFilesPatch(from.name, to.name, from.text, to.text, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (line.startsWith('+++') || line.startsWith('---')) return colours.bold(line);
      if (line.startsWith('@@')) return colours.cyan(line);
      if (line.startsWith('+')) return colours.green(line);
      return line.startsWith('-') ? colours.red(line) : line;
    })
    .join('\n');
}
