import { svgCard, svgText } from '@keysmith/instruments/host';

export interface ScoreHistogram {
  readonly title: string;
  readonly maxScore: number;
  readonly scores: readonly number[];
}

const WIDTH = 560;
const HEIGHT = 200;
const [TOP, BOTTOM, SIDE] = [44, 40, 16];
const BINS_MAX = 10;

/** How scores are spread, as SVG on a light card like the instruments' pictures; `text` says it in words. */
export function scoreHistogram({ title, maxScore, scores }: ScoreHistogram): { svg: string; text: string } {
  const bins = binsOf(maxScore, scores);
  const text = bins
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${label} points: ${count}`)
    .join(', ');
  const words = `${title}: ${text === '' ? 'no marks yet' : text}`;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const step = (WIDTH - 2 * SIDE) / bins.length;
  const floor = HEIGHT - BOTTOM;
  const bars = bins.map(({ label, count }, at) => {
    const height = Math.round((count / most) * (floor - TOP - 14));
    const x = Math.round(SIDE + at * step);
    const middle = x + Math.round(step / 2);
    return (
      `<rect x="${x + 2}" y="${floor - height}" width="${Math.max(1, Math.floor(step) - 4)}" height="${height}" fill="#2f6690"/>` +
      (count > 0
        ? svgText({ x: middle, y: floor - height - 4, content: String(count), anchor: 'middle' })
        : '') +
      svgText({ x: middle, y: floor + 15, content: label, anchor: 'middle' })
    );
  });
  const svg = svgCard({ width: WIDTH, height: HEIGHT, title: words }, [
    svgText({ x: SIDE, y: 24, content: title, weight: '600' }),
    ...bars,
    `<path d="M${SIDE} ${floor}H${WIDTH - SIDE}" stroke="#222"/>`,
    svgText({ x: WIDTH / 2, y: HEIGHT - 8, content: `points, of ${maxScore}`, anchor: 'middle' }),
  ]);
  return { svg, text: words };
}

/** As many bins of the same width as fit; the last one holds the full score. */
function binsOf(maxScore: number, scores: readonly number[]): { label: string; count: number }[] {
  const width = Math.max(1, Math.ceil((maxScore + 1) / BINS_MAX));
  const bins = Array.from({ length: Math.ceil((maxScore + 1) / width) }, (_, at) => {
    const last = Math.min(maxScore, (at + 1) * width - 1);
    return { label: last === at * width ? String(last) : `${at * width}–${last}`, count: 0 };
  });
  for (const score of scores) {
    const bin = bins[Math.floor(score / width)];
    if (bin) bin.count += 1;
  }
  return bins;
}
