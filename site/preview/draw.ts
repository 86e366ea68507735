import type { Letters } from './letters.ts';
import type { PreviewCard, PreviewCell, PreviewRow, PreviewTable, PreviewText } from './page-table.ts';
import { shareOut } from './share-out.ts';

/** The size that link previews are made for, in pixels. */
export const PREVIEW_WIDTH = 1200;
export const PREVIEW_HEIGHT = 630;

/** The dark palette of styles/tokens.css. */
const COLOUR = {
  ground: '#13171c',
  card: '#191e25',
  line: '#303843',
  read: '#33290f',
  accent: '#b58317',
  sign: '#e8c06a',
  heading: '#f2f4f6',
  key: '#e2e6ea',
  text: '#c6cbd2',
  name: '#8a94a1',
  entities: ['#5aa7e0', '#f0804d', '#35b58d', '#d78bb6', '#8fd0f5', '#9aa3af'],
};

const MARGIN = 64;
const TOP = 150;
const GAP = 28;
const HEAD = 58;
const ROW = 50;
const SQUARE = 14;
const SCALE_MAX = 1.6;
/** Of the letters in a card, and between two stretches of its text. */
const SIZE = 21;
const SPACE = 9;
/** How far the baseline of a line lies below its middle. */
const BELOW_MIDDLE = SIZE * 0.34;
/** Of the letters of the heading: as large as they have room for, between the two. */
const HEADING_SIZE_MAX = 52;
const HEADING_SIZE_MIN = 34;
/** What a value has room for at least. */
const VALUE_MIN = 2 * SIZE;
/** From what stands in a column to the next column. */
const COLUMN_GAP = 24;

/** A page as a preview shows it: its heading, and below that its table with cards, rows and words as they stand on the page. */
export function drawPreview({ heading, cards }: PreviewTable, letters: Letters): string {
  const scale = scaleOf(cards);
  const places = placeCards(cards, scale);
  const inside = places.map(({ card, x, y, width }) => drawCard(card, { x, y, width }, letters)).join('');
  const drawn = `<g transform="translate(${MARGIN} ${TOP}) scale(${scale})">${inside}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PREVIEW_WIDTH}" height="${PREVIEW_HEIGHT}" viewBox="0 0 ${PREVIEW_WIDTH} ${PREVIEW_HEIGHT}">${rect({ x: 0, y: 0, width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT }, COLOUR.ground)}${SIGN}${drawHeading(heading, letters)}${drawn}</svg>`;
}

function drawHeading(heading: string, letters: Letters): string {
  const x = MARGIN + 64;
  const width = PREVIEW_WIDTH - MARGIN - x;
  const wished = letters.width(heading, HEADING_SIZE_MAX);
  const size = Math.max(HEADING_SIZE_MIN, HEADING_SIZE_MAX * Math.min(1, width / wished));
  return letters.draw(heading, { x, baseline: 98, size, width }, COLOUR.heading).svg;
}

/** The sign of the site, as in its header. */
const SIGN = `<g transform="translate(${MARGIN - 8} 44) scale(2.2)" fill="none" stroke="${COLOUR.sign}" stroke-width="3.5" stroke-linecap="square"><circle cx="10" cy="8.5" r="5.5"/><path d="M10 14v15M10 21h9M10 28.2h14"/></g>`;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A small table is drawn larger, until it fills the picture or its words would look coarse. */
function scaleOf(cards: readonly PreviewCard[]): number {
  const bottom = Math.max(...placeCards(cards, 1).map(({ card, y }) => y + heightOf(card)));
  return Math.min(SCALE_MAX, Math.max(1, (PREVIEW_HEIGHT - TOP - MARGIN) / bottom));
}

/**
 * Two columns if there are several cards; each card goes to the shorter one. What does not fit runs out of the picture.
 * Places are measured from the left upper corner of the first card, in units of the scale.
 */
function placeCards(
  cards: readonly PreviewCard[],
  scale: number,
): readonly (Box & { readonly card: PreviewCard })[] {
  const columns = cards.length > 1 ? 2 : 1;
  const width = ((PREVIEW_WIDTH - 2 * MARGIN) / scale - (columns - 1) * GAP) / columns;
  const bottoms = Array.from({ length: columns }, () => 0);
  return cards.map((card) => {
    const column = bottoms.indexOf(Math.min(...bottoms));
    const y = bottoms[column] ?? 0;
    bottoms[column] = y + heightOf(card) + GAP;
    return { card, x: column * (width + GAP), y, width };
  });
}

function heightOf({ title, rows }: PreviewCard): number {
  return (title.length > 0 ? HEAD : 0) + rows.length * ROW;
}

function drawCard(card: PreviewCard, { x, y, width }: Box, letters: Letters): string {
  const height = heightOf(card);
  const head = card.title.length > 0 ? HEAD : 0;
  const frame = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${COLOUR.card}" stroke="${COLOUR.line}" stroke-width="2"/>`;
  const title = drawTexts(
    card.title,
    { x: x + 24, y: y + HEAD / 2, width: width - 48 },
    { letters, colour: COLOUR.key },
  );
  const columns = columnsOf(card, width - 24, letters);
  const rows = card.rows
    .map((row, at) => drawRow(row, { x, y: y + head + at * ROW, width }, { columns, letters }))
    .join('');
  return frame + title + rows;
}

/**
 * Where each column begins, and where the last one ends. What is narrow has the room that it needs, keys above all; the wide
 * share what is left.
 */
function columnsOf({ rows }: PreviewCard, width: number, letters: Letters): readonly number[] {
  const count = Math.max(...rows.map(({ cells }) => cells.length));
  const wished = Array.from({ length: count }, (_, at) =>
    Math.max(
      0,
      ...rows
        // The last cell of a shorter row stands over all columns that are left.
        .filter(({ cells }) => at < cells.length - 1 || cells.length === count)
        .map(({ cells }) => COLUMN_GAP + widthOf(cells[at], letters)),
    ),
  );
  const widths = shareOut(wished, width);
  return widths.reduce((ends, one) => [...ends, (ends.at(-1) ?? 0) + one], [0]);
}

function widthOf(cell: PreviewCell | undefined, letters: Letters): number {
  if (cell === undefined) return 0;
  const widths = cell.texts.map(({ text }) => letters.width(text, SIZE));
  return indentOf(cell) + widths.reduce((sum, one) => sum + one, 0) + (widths.length - 1) * SPACE;
}

/** Before the text of a cell, for its square. */
function indentOf({ entity }: PreviewCell): number {
  return entity === undefined ? 0 : SQUARE + 12;
}

interface RowStyle {
  /** Where each column begins, and where the last one ends. */
  readonly columns: readonly number[];
  readonly letters: Letters;
}

function drawRow(
  { cells, isRead }: PreviewRow,
  { x, y, width }: Box,
  { columns, letters }: RowStyle,
): string {
  const ground = isRead
    ? rect({ x, y, width, height: ROW }, COLOUR.read) + rect({ x, y, width: 6, height: ROW }, COLOUR.accent)
    : '';
  const line = rect({ x, y, width, height: 2 }, COLOUR.line);
  const middle = y + ROW / 2;
  const drawn = cells.map((cell, at) => {
    const { texts, entity } = cell;
    const begin = columns[at] ?? 0;
    const left = x + 24 + begin;
    const end = at === cells.length - 1 ? width - 24 : (columns[at + 1] ?? width);
    const indent = indentOf(cell);
    const mark =
      entity === undefined
        ? ''
        : rect({ x: left, y: middle - SQUARE / 2, width: SQUARE, height: SQUARE }, entityColour(entity));
    const gap = at === cells.length - 1 ? 16 : COLUMN_GAP;
    const box = { x: left + indent, y: middle, width: end - begin - indent - gap };
    const colour = at === 0 && entity === undefined ? COLOUR.key : COLOUR.text;
    return mark + drawTexts(texts, box, { letters, colour });
  });
  return ground + line + drawn.join('');
}

/** Texts in a line, as far as there is room; `y` is the line's middle. A name without what it names says nothing. */
function drawTexts(
  texts: readonly PreviewText[],
  { x, y, width }: Box,
  { letters, colour }: { readonly letters: Letters; readonly colour: string },
): string {
  let left = 0;
  let drawn = '';
  for (const [at, { text, isName }] of texts.entries()) {
    const named = isName ? texts[at + 1] : undefined;
    const needed = named && Math.min(VALUE_MIN, letters.width(named.text, SIZE));
    const isLost = needed !== undefined && width - left < letters.width(text, SIZE) + SPACE + needed;
    const line = { x: x + left, baseline: y + BELOW_MIDDLE, size: SIZE, width: Math.max(0, width - left) };
    const done = letters.draw(isLost ? '…' : text, line, isName ? COLOUR.name : colour);
    drawn += done.svg;
    if (isLost) break;
    left += done.width + SPACE;
  }
  return drawn;
}

function entityColour(entity: number): string {
  return COLOUR.entities[entity - 1] ?? COLOUR.text;
}

function rect({ x, y, width, height }: Box & { readonly height: number }, colour: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>`;
}
