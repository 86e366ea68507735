import { expect, it } from 'vitest';
import { hintMark, splitHints, type RenderedHint } from '../../../site/exercise/hint-marks.ts';

function page(hints: readonly RenderedHint[]): string {
  return hints.map((hint) => `${hintMark(hint).open}${hint.html}${hintMark(hint).close}`).join('\n');
}

it('takes a rendered page apart, gentlest layer first', () => {
  const deep = { task: 'page', layer: 2, html: '<p>Two\nlines</p>' };
  const gentle = { task: 'page', layer: 1, html: '<p>One</p>' };
  const other = { task: 'write-it', layer: 1, html: '' };
  expect(splitHints(page([deep, gentle, other]))).toEqual([gentle, other, deep]);
});

it('finds nothing on a page without hints', () => {
  expect(splitHints('<p>No <!-- hint --> here</p>')).toEqual([]);
});
