export interface SvgText {
  readonly x: number;
  readonly y: number;
  readonly content: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: '400' | '600';
}

const LENGTH_MAX = 64;

/** Characters that no XML document may hold, not even escaped. */
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escaped(content: string): string {
  return content
    .replace(NO_XML, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** A line of text in a picture. Its content may come from a learner: it stays text, and is cut where it gets long. */
export function svgText({ x, y, content, anchor = 'start', weight = '400' }: SvgText): string {
  const characters = [...content];
  const line = characters.length <= LENGTH_MAX ? content : `${characters.slice(0, LENGTH_MAX).join('')}…`;
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="#222">${escaped(line)}</text>`;
}

export interface Card {
  readonly width: number;
  readonly height: number;
  /** What the picture shows, for those who cannot see it. */
  readonly title: string;
}

/** A picture on a light card of its own, so that it can be shown as an image on any ground. */
export function svgCard({ width, height, title }: Card, content: readonly string[]): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`;
  const card = '<rect width="100%" height="100%" rx="8" fill="#ffffff"/>';
  return [head, `<title>${escaped(title)}</title>`, card, ...content, '</svg>'].join('');
}
