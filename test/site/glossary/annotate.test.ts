import { describe, expect, it } from 'vitest';
import { annotate } from '../../../site/glossary/annotate.ts';
import type { Term } from '../../../site/glossary/terms.ts';

const term = (word: string, more: Partial<Term> = {}): Term => ({
  id: word.replaceAll(' ', '-'),
  word,
  text: `What ${word} means.`,
  page: 'one-to-many',
  ...more,
});

const TERMS = [
  term('item collection'),
  term('condition'),
  term('key condition'),
  term('Scan'),
  term('secondary index', { forms: ['secondary indexes'] }),
  term('item', { isEveryday: true }),
];

const mark = (html: string): string => annotate(html, TERMS, ({ id }, text) => `[${id}|${text}]`).html;

describe('the terms of a text', () => {
  it('are marked where they are used first, and not again', () => {
    expect(mark('<p>Item collections are sorted.</p><p>An item collection is one.</p>')).toBe(
      '<p>[item-collection|Item collections] are sorted.</p><p>An item collection is one.</p>',
    );
  });

  it('are found in bold, over the end of a line, and in other forms', () => {
    expect(mark('<li>An <strong>item\ncollection</strong> of <em>secondary indexes</em></li>')).toBe(
      '<li>An <strong>[item-collection|item\ncollection]</strong> of <em>[secondary-index|secondary indexes]</em></li>',
    );
  });

  it('are the longest that fit', () => {
    expect(mark('<p>A key condition is no condition.</p>')).toBe(
      '<p>A [key-condition|key condition] is no [condition|condition].</p>',
    );
    expect(mark('<p>Key conditions only; key condition</p>')).toBe(
      '<p>[key-condition|Key conditions] only; key condition</p>',
    );
  });

  it('are whole words, and names only as they are spelt', () => {
    const text = '<p>unconditional, conditional, pre-condition, to scan</p>';
    expect(mark(text)).toBe(text);
    expect(mark('<p>A Scan.</p>')).toBe('<p>A [Scan|Scan].</p>');
  });

  it.each([
    '<h2 id="x">Condition</h2>',
    '<p><code>condition</code> <a href="#">condition</a></p>',
    '<figure><p>condition</p></figure>',
    '<div><table><tr><td><p>condition</p></td></tr></table></div>',
    '<details><summary>condition</summary><p>condition</p></details>',
    '<p title="condition"><button>condition</button></p>',
    '<p><script>if (1 < 2) condition</script><!-- <p>condition --></p>',
    'condition',
    '<p>item</p>',
  ])('are left alone in %s', (html) => {
    expect(annotate(html, TERMS, () => 'never')).toEqual({ html, terms: [] });
  });

  it('are given in the order of their use', () => {
    const { terms } = annotate('<p>Scan, condition</p><p>item collection</p>', TERMS, (_, text) => text);
    expect(terms.map(({ word }) => word)).toEqual(['Scan', 'condition', 'item collection']);
  });
});
