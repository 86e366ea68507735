export interface SvgText {
  readonly x: number;
  readonly y: number;
  readonly content: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: '400' | '600';
}

/** A line of text in a picture. Its content may come from a learner, and stays text. */
export function svgText({ x, y, content, anchor = 'start', weight = '400' }: SvgText): string {
  const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="#222">${escaped}</text>`;
}

/** A picture on a light card of its own, so that it can be shown as an image on any ground. */
export function svgCard(width: number, height: number, content: readonly string[]): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12">`;
  const card = '<rect width="100%" height="100%" rx="8" fill="#ffffff"/>';
  return [head, card, ...content, '</svg>'].join('');
}
