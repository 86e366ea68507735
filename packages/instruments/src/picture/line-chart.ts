export interface Chart {
  readonly title: string;
  /** Rising, all above zero; drawn in powers of ten. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly yName: string;
}

const WIDTH = 480;
const HEIGHT = 260;
const LEFT = 64;
const RIGHT = 20;
const TOP = 40;
const BOTTOM = 44;

/** A curve as SVG on a light card of its own, so that it can be shown as an image on any ground. */
export function chartOf({ title, x, y, yName }: Chart): string {
  const [least, most] = [Math.log10(x[0] ?? 1), Math.log10(x.at(-1) ?? 10)];
  const top = Math.max(...y, 1);
  const across = (value: number): number =>
    round(LEFT + ((Math.log10(value) - least) / Math.max(most - least, 1e-9)) * (WIDTH - LEFT - RIGHT));
  const up = (value: number): number => round(HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM));
  const points = x.map((value, at) => `${across(value)},${up(y[at] ?? 0)}`);
  const marks = x.map((value, at) => {
    const place = across(value);
    return (
      `<circle cx="${place}" cy="${up(y[at] ?? 0)}" r="4" fill="#b3261e"/>` +
      text(place, up(y[at] ?? 0) - 10, String(y[at]), 'middle') +
      text(place, HEIGHT - BOTTOM + 20, value.toLocaleString('en'), 'middle')
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" rx="8" fill="#ffffff"/>`,
    text(LEFT, 22, title, 'start', '600'),
    `<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#555"/>`,
    text(LEFT - 8, up(0), '0', 'end'),
    text(LEFT - 8, up(top) + 4, String(top), 'end'),
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${up(y[0] ?? 0)}" y2="${up(y[0] ?? 0)}" stroke="#1a6b3c" stroke-dasharray="4 4"/>`,
    `<polyline points="${points.join(' ')}" fill="none" stroke="#b3261e" stroke-width="2"/>`,
    ...marks,
    text(WIDTH - RIGHT, HEIGHT - 6, `items in the tables; ${yName} upwards; dashed: no growth`, 'end'),
    '</svg>',
  ].join('');
}

function text(x: number, y: number, content: string, anchor: string, weight = '400'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="#222">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
