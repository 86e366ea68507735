import { loadCourse, pagesOfCourse } from '@keysmith/course';
import { describe, expect, it } from 'vitest';
import { TERMS } from '../../../site/glossary/terms.ts';

describe('the glossary', () => {
  it('stands in the order of the alphabet, each word and each form once', () => {
    const words = TERMS.map(({ word }) => word);
    const compare = (left: string, right: string) => left.localeCompare(right, 'en', { sensitivity: 'base' });
    expect(words).toEqual(words.toSorted(compare));
    const forms = TERMS.flatMap((term) => [term.word, ...(term.forms ?? [])]);
    expect(new Set(forms).size).toBe(forms.length);
    expect(new Set(TERMS.map(({ id }) => id)).size).toBe(TERMS.length);
  });

  it('says each in one or two sentences, without a figure', () => {
    for (const { word, text } of TERMS) {
      const sentences = text.split(/(?<=[.?!])\s+(?=[A-Z])/);
      expect(sentences.length, word).toBeLessThanOrEqual(2);
      expect(text, word).toMatch(/\.$/);
      expect(text.replace('UTF-8', ''), word).not.toMatch(/\d/);
    }
  });

  it('sends each to a page of the course', async () => {
    const ids = pagesOfCourse(await loadCourse(process.cwd())).map(({ id }) => id);
    expect(TERMS.filter(({ page }) => !ids.includes(page))).toEqual([]);
  });

  it('holds the words of the course', () => {
    const held = TERMS.map(({ word }) => word.toLowerCase());
    const words = ['partition key', 'sort key', 'item', 'attribute', 'item collection', 'secondary index'];
    const others = [
      'access pattern',
      'query',
      'condition',
      'filter',
      'key condition',
      'read unit',
      'write unit',
    ];
    expect([...words, ...others].filter((word) => !held.includes(word))).toEqual([]);
  });
});
