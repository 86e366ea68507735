import { describe, expect, it } from 'vitest';
import { keepAnswers, QUIZ_KEY, readAnswers } from '../../../site/chapter/quiz-answers.ts';
import type { Storage } from '../../../site/progress/store.ts';

function memory(text?: string): Storage {
  const texts = new Map(text === undefined ? [] : [[QUIZ_KEY, text]]);
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
  };
}

describe('the answers to quizzes', () => {
  it('are kept chapter by chapter, and forgotten chapter by chapter', () => {
    const storage = memory();
    keepAnswers(storage, 'one', { which: ['a', 'b'] });
    keepAnswers(storage, 'two', { who: ['c'] });
    expect(readAnswers(storage, 'one')).toEqual({ which: ['a', 'b'] });
    keepAnswers(storage, 'one', {});
    expect(readAnswers(storage, 'one')).toEqual({});
    expect(readAnswers(storage, 'two')).toEqual({ who: ['c'] });
    keepAnswers(storage, 'two', {});
    expect(storage.getItem(QUIZ_KEY)).toBe(null);
  });

  it.each(['{', '[]', 'null', '{"one":[]}', '{"one":{"which":"a"}}', '{"one":{"which":[1]}}'])(
    'are none where %s is stored',
    (text) => {
      expect(readAnswers(memory(text), 'one')).toEqual({});
    },
  );

  it('are lost without a word where nothing can be kept', () => {
    const full = {
      ...memory(),
      setItem() {
        throw new Error('full');
      },
    };
    for (const storage of [undefined, full]) {
      keepAnswers(storage, 'one', { which: ['a'] });
      expect(readAnswers(storage, 'one')).toEqual({});
    }
  });
});
