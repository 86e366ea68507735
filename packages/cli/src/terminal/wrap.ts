import { stripVTControlCharacters } from 'node:util';

/** The characters that a text takes on the screen, colours left out. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** How a paragraph is laid out. */
export interface Layout {
  readonly columns: number;
  /** Stands before the first line; the later ones are indented by as much. */
  readonly first?: string;
}

/** Breaks a text at its spaces, and a word that is longer than a line where the line ends. Its line feeds are kept. */
export function wrap(text: string, { columns, first = '' }: Layout): string {
  const indent = ' '.repeat(widthOf(first));
  const lines = text.split('\n').flatMap((line) => wrapLine(line, columns - indent.length));
  return lines.map((line, at) => (at === 0 ? first : indent) + line).join('\n');
}

/** Puts the same text before every line. */
export function prefixLines(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => (prefix + line).trimEnd())
    .join('\n');
}

function wrapLine(line: string, columns: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line
    .trimStart()
    .split(' ')
    .flatMap((word) => breakWord(word, columns))) {
    if (current.trim() !== '' && widthOf(current) + 1 + widthOf(word) > columns) {
      lines.push(current);
      current = word;
    } else {
      current = current.trim() === '' ? current + word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}

/** Cuts a word that fits on no line. A coloured word stays whole, so that its colour does not run into the next line. */
function breakWord(word: string, columns: number): string[] {
  if (word.length <= columns || widthOf(word) < word.length) return [word];
  return word.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [word];
}
