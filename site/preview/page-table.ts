import { decodeHTML } from 'entities';

/** A stretch of a line: what stands there, or the name of what stands behind it, which is drawn fainter. */
export interface PreviewText {
  readonly text: string;
  readonly isName: boolean;
}

/** A cell, and the colour of the kind of item that it names. */
export interface PreviewCell {
  readonly texts: readonly PreviewText[];
  /** 1 to 6, as in styles/entity.css. */
  readonly entity?: number;
}

export interface PreviewRow {
  readonly cells: readonly PreviewCell[];
  /** Whether the query of the picture reads it. */
  readonly isRead: boolean;
}

/** An item collection, or a table of the running text. */
export interface PreviewCard {
  readonly title: readonly PreviewText[];
  readonly rows: readonly PreviewRow[];
}

/** What a preview shows of a page. */
export interface PreviewTable {
  /** The page's heading. */
  readonly heading: string;
  readonly cards: readonly PreviewCard[];
  /** For readers who do not see the preview. */
  readonly alt: string;
}

/**
 * The table picture of a built page that shows most items or, if it has none, its first table; undefined if it has neither.
 */
export function tableOfPage(html: string): PreviewTable | undefined {
  const main = /<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  const figures = [...main.matchAll(/<figure class="table-picture[\s\S]*?<\/figure>/g)].map(
    ([figure]) => figure,
  );
  const [fullest] = figures
    .map((figure) => ({ cards: cardsOf(figure), alt: equivalentOf(figure) }))
    .toSorted((left, right) => rowsOf(right) - rowsOf(left));
  const found = fullest ?? { cards: cardsOf(main).slice(0, 1), alt: headsOf(main) };
  const heading = textOf(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? '');
  return rowsOf(found) > 0 ? { heading, ...found } : undefined;
}

function cardsOf(html: string): readonly PreviewCard[] {
  return [...html.matchAll(/<table\b[\s\S]*?<\/table>/g)]
    .map(([table]) => cardOf(table))
    .filter(({ rows }) => rows.length > 0);
}

function rowsOf({ cards }: Pick<PreviewTable, 'cards'>): number {
  return cards.reduce((sum, { rows }) => sum + rows.length, 0);
}

function cardOf(table: string): PreviewCard {
  const caption = /<caption\b[\s\S]*?<\/caption>/.exec(table)?.[0] ?? '';
  const body = /<tbody\b[\s\S]*<\/tbody>/.exec(table)?.[0] ?? table;
  const rows = [...body.matchAll(/<tr\b([^>]*)>([\s\S]*?)<\/tr>/g)].map(([, attributes = '', row = '']) => ({
    isRead: /class="[^"]*\bread\b/.test(attributes),
    cells: [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => cellOf(cell)),
  }));
  return { title: textsOf(caption), rows };
}

function cellOf(html: string): PreviewCell {
  const entity = /\bentity-(\d)/.exec(html)?.[1];
  const texts = textsOf(html);
  return entity === undefined ? { texts } : { texts, entity: Number(entity) };
}

const NAME = /<span class="(?:attribute-name|pk-name|count)\b[^>]*>([\s\S]*?)<\/span>/;

/** Without the signs and the words that a reader sees, or hears, in place of a colour. */
function textsOf(html: string): readonly PreviewText[] {
  const shown = html.replace(/<span class="(?:sr-only|mark)\b[\s\S]*?<\/span>/g, '');
  // What a pattern catches stands at the odd places.
  return shown
    .split(NAME)
    .map((part, at) => ({ text: textOf(part), isName: at % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** The sentence that stands below every table picture for readers who do not see it. */
function equivalentOf(figure: string): string {
  return textOf(/<span class="equivalent\b[^>]*>([\s\S]*?)<\/span>/.exec(figure)?.[1] ?? '');
}

function headsOf(main: string): string {
  const table = /<table\b[\s\S]*?<\/table>/.exec(main)?.[0] ?? '';
  const heads = [...table.matchAll(/<th\b[^>]*>([\s\S]*?)<\/th>/g)].map(([, head = '']) => textOf(head));
  return `A table of ${heads.filter((head) => /\w/.test(head)).join(', ')}.`;
}

function textOf(html: string): string {
  return decodeHTML(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}
