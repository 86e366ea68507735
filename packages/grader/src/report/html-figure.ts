import { escape } from './escape.ts';

/**
 * A picture as an image: it may come from a learner's run, and as an image it can neither run a script nor fetch
 * anything, whatever it holds.
 */
export function figureHtml({ svg, text }: { readonly svg: string; readonly text: string }): string {
  const address = `data:image/svg+xml,${encodeURIComponent(svg.toWellFormed())}`;
  const words = text.trim() || 'A picture of the measurement, whose numbers stand below.';
  return `<figure><img src="${escape(address)}" alt="${escape(words)}"></figure>`;
}
