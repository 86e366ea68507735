import { escape } from './escape.ts';

/** A table of plain texts. The first cell of a row is its head. */
export interface HtmlTable {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly HtmlRow[];
}

export interface HtmlRow {
  /** One for each head, already HTML. */
  readonly cells: readonly string[];
  readonly className?: string;
}

/** A table in a frame that scrolls where the page is too narrow, and that the keyboard reaches. */
export function htmlTable({ caption, heads, rows }: HtmlTable): string {
  const head = heads.map((text) => `<th scope="col">${escape(text)}</th>`).join('');
  return `<div class="scroll told" tabindex="0" role="region" aria-label="${escape(caption)}"><table>
<caption>${escape(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map(htmlRow).join('\n')}
</tbody>
</table></div>`;
}

function htmlRow({ cells: [first = '', ...others], className }: HtmlRow): string {
  const attribute = className === undefined ? '' : ` class="${className}"`;
  const cells = others.map((cell) => `<td>${cell}</td>`).join('');
  return `<tr${attribute}><th scope="row">${first}</th>${cells}</tr>`;
}
