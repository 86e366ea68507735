import type { PreviewCard, PreviewRow, PreviewTable } from './page-table.ts';

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
  key: '#c6cbd2',
  text: '#6f7885',
  entities: ['#5aa7e0', '#f0804d', '#35b58d', '#d78bb6', '#8fd0f5', '#9aa3af'],
};

const MARGIN = 64;
const TOP = 150;
const GAP = 28;
const HEAD = 58;
const ROW = 50;
const BAR = 14;
const SCALE_MAX = 1.6;
/** Characters that a column has room for at least, and between it and the next. */
const CELL_MIN = 2;
const CELL_GAP = 4;
/** Width of a character, and of the gap between two words. */
const CHARACTER = 9.5;

/**
 * A table as a preview shows it: cards, rows and words where they stand on the page, each word as a bar of its length. The
 * title stands beside the preview as text; letters in the picture would need a font on the machine that builds it.
 */
export function drawPreview({ cards }: PreviewTable): string {
  const scale = scaleOf(cards);
  const places = placeCards(cards, scale);
  const inside = places.map(({ card, x, y, width }) => drawCard(card, { x, y, width })).join('');
  const drawn = `<g transform="translate(${MARGIN} ${TOP}) scale(${scale})">${inside}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PREVIEW_WIDTH}" height="${PREVIEW_HEIGHT}" viewBox="0 0 ${PREVIEW_WIDTH} ${PREVIEW_HEIGHT}">${rect({ x: 0, y: 0, width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT }, COLOUR.ground)}${SIGN}${drawn}</svg>`;
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

function drawCard(card: PreviewCard, { x, y, width }: Box): string {
  const height = heightOf(card);
  const head = card.title.length > 0 ? HEAD : 0;
  const frame = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${COLOUR.card}" stroke="${COLOUR.line}" stroke-width="2"/>`;
  const title = drawWords(card.title, { x: x + 24, y: y + (HEAD - BAR) / 2, width: width - 48 }, COLOUR.key);
  const columns = columnsOf(card, width - 24);
  const rows = card.rows
    .map((row, at) => drawRow(row, { x, y: y + head + at * ROW, width }, columns))
    .join('');
  return frame + title + rows;
}

/** Where each column begins, and where the last one ends; a column is as wide, in proportion, as its longest cell. */
function columnsOf({ rows }: PreviewCard, width: number): readonly number[] {
  const count = Math.max(...rows.map(({ cells }) => cells.length));
  const weights = Array.from(
    { length: count },
    (_, at) =>
      CELL_GAP +
      Math.max(
        CELL_MIN,
        ...rows.map(({ cells }) => (cells[at]?.words ?? []).reduce((sum, word) => sum + word + 1, 0)),
      ),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return [0, ...weights].map(
    (_, at, list) => (list.slice(1, at + 1).reduce((sum, one) => sum + one, 0) / all) * width,
  );
}

function drawRow({ cells, isRead }: PreviewRow, { x, y, width }: Box, columns: readonly number[]): string {
  const ground = isRead
    ? rect({ x, y, width, height: ROW }, COLOUR.read) + rect({ x, y, width: 6, height: ROW }, COLOUR.accent)
    : '';
  const line = rect({ x, y, width, height: 2 }, COLOUR.line);
  const drawn = cells.map(({ words, entity }, at) => {
    const begin = columns[at] ?? 0;
    const left = x + 24 + begin;
    const step = (columns[at + 1] ?? width) - begin;
    const middle = y + (ROW - BAR) / 2;
    const square = entity === undefined ? 0 : BAR + 12;
    const mark =
      entity === undefined ? '' : rect({ x: left, y: middle, width: BAR, height: BAR }, entityColour(entity));
    const box = { x: left + square, y: middle, width: step - square - 16 };
    return mark + drawWords(words, box, at === 0 && entity === undefined ? COLOUR.key : COLOUR.text);
  });
  return ground + line + drawn.join('');
}

/** Words in a line, as far as there is room. */
function drawWords(words: readonly number[], { x, y, width }: Box, colour: string): string {
  let left = 0;
  let drawn = '';
  for (const word of words) {
    const length = Math.min(word * CHARACTER, width - left);
    if (length < CHARACTER) break;
    drawn += rect({ x: x + left, y, width: length, height: BAR, radius: 3 }, colour);
    left += length + CHARACTER;
  }
  return drawn;
}

function entityColour(entity: number): string {
  return COLOUR.entities[entity - 1] ?? COLOUR.text;
}

function rect(
  { x, y, width, height, radius = 0 }: Box & { readonly height: number; readonly radius?: number },
  colour: string,
): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${colour}"/>`;
}
