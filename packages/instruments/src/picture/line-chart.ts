import { svgCard, svgText } from './svg.ts';

export interface Chart {
  readonly title: string;
  /** Rising, all above zero; drawn in powers of ten. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly xName: string;
  readonly yName: string;
}

const WIDTH = 480;
const HEIGHT = 260;
const LEFT = 64;
const RIGHT = 24;
const TOP = 44;
const BOTTOM = 48;

/** A curve as SVG, with its first value as a dashed line: what it would be without growth. */
export function chartOf({ title, x, y, xName, yName }: Chart): string {
  const [least, most] = [Math.log10(x[0] ?? 1), Math.log10(x.at(-1) ?? 10)];
  const top = Math.max(...y, 1);
  const across = (value: number): number =>
    round(LEFT + ((Math.log10(value) - least) / Math.max(most - least, 1e-9)) * (WIDTH - LEFT - RIGHT));
  const up = (value: number): number => round(HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM));
  const places = x.map((value, at) => ({ value, x: across(value), y: up(y[at] ?? 0), measured: y[at] ?? 0 }));
  const flat = up(y[0] ?? 0);
  const legend = `${xName} to the right; ${yName} upwards; dashed: no growth`;
  const inWords = places
    .map(({ value, measured }) => `${measured} at ${value.toLocaleString('en')}`)
    .join(', ');
  return svgCard({ width: WIDTH, height: HEIGHT, title: `${title}: ${inWords}` }, [
    svgText({ x: 16, y: 22, content: title, weight: '600' }),
    `<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#555"/>`,
    svgText({ x: LEFT - 8, y: up(0), content: '0', anchor: 'end' }),
    svgText({ x: LEFT - 8, y: up(top) + 4, content: String(top), anchor: 'end' }),
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${flat}" y2="${flat}" stroke="#1a6b3c" stroke-dasharray="4 4"/>`,
    `<polyline points="${places.map((place) => `${place.x},${place.y}`).join(' ')}" fill="none" stroke="#b3261e" stroke-width="2"/>`,
    ...places.map((place) => `<circle cx="${place.x}" cy="${place.y}" r="4" fill="#b3261e"/>`),
    ...places.map((place) =>
      svgText({ x: place.x, y: place.y - 10, content: String(place.measured), anchor: 'middle' }),
    ),
    ...places.map((place) =>
      svgText({
        x: place.x,
        y: HEIGHT - BOTTOM + 20,
        content: place.value.toLocaleString('en'),
        anchor: 'middle',
      }),
    ),
    svgText({ x: WIDTH - RIGHT, y: HEIGHT - 8, content: legend, anchor: 'end' }),
  ]);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
