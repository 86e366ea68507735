import { svgCard, svgText } from './svg.ts';

export interface Bars {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
  /** Drawn as a line across. */
  readonly limit: number;
}

const WIDTH = 480;
const TOP = 40;
const ROW = 34;
const LEFT = 16;
const RIGHT = 70;

/** Horizontal bars as SVG. */
export function barsOf({ title, bars, limit }: Bars): string {
  const height = TOP + bars.length * ROW + 34;
  const most = Math.max(limit, ...bars.map(({ value }) => value));
  const across = (value: number): number => Math.round((value / most) * (WIDTH - LEFT - RIGHT));
  const rows = bars.map(({ label, value }, at) => {
    const y = TOP + at * ROW;
    const colour = value > limit ? '#b3261e' : '#1a6b3c';
    return (
      svgText({ x: LEFT, y: y + 10, content: label }) +
      `<rect x="${LEFT}" y="${y + 14}" width="${across(value)}" height="10" fill="${colour}"/>` +
      svgText({ x: LEFT + across(value) + 6, y: y + 23, content: value.toLocaleString('en') })
    );
  });
  const line = LEFT + across(limit);
  const legend = `dashed: ${limit.toLocaleString('en')}, which is what a partition bears`;
  return svgCard({ width: WIDTH, height, title: `${title}: ${inWords(bars)}` }, [
    svgText({ x: LEFT, y: 22, content: title, weight: '600' }),
    ...rows,
    `<path d="M${line} ${TOP}V${height - 30}" stroke="#222" stroke-dasharray="4 4"/>`,
    svgText({ x: LEFT, y: height - 10, content: legend }),
  ]);
}

function inWords(bars: Bars['bars']): string {
  return bars.map(({ label, value }) => `${label} ${value.toLocaleString('en')}`).join(', ');
}
