import { widthOf } from './wrap.ts';

export type Alignment = 'left' | 'right';

/** Lays cells out in columns, two spaces apart. Columns without any content are left out. */
export function inColumns(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): readonly string[] {
  const widths = alignments.map((_, at) => Math.max(0, ...rows.map((row) => widthOf(row[at] ?? ''))));
  return rows.map((row) =>
    alignments
      .flatMap((alignment, at) => (widths[at] ? [pad(row[at] ?? '', widths[at], alignment)] : []))
      .join('  ')
      .trimEnd(),
  );
}

function pad(text: string, width: number, alignment: Alignment): string {
  const space = ' '.repeat(width - widthOf(text));
  return alignment === 'right' ? space + text : text + space;
}
