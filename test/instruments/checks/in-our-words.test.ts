import { describe, expect, it } from 'vitest';
import { expect as expectInCheck } from '@keysmith/instruments';
import { inOurWords } from '../../../packages/instruments/src/checks/in-our-words.ts';

/** What a learner reads of the assertion that fails in `work`. */
function said(work: () => void): string {
  try {
    work();
  } catch (error) {
    return inOurWords(error as Error);
  }
  throw new Error('The assertion holds.');
}

const LONG = Array.from({ length: 40 }, (_, number) => `note ${number}`);

describe('what an assertion says', () => {
  it.each([
    ['a value', () => expectInCheck(1, 'likes').toBe(2), 'likes: 1 instead of 2'],
    ['a value without a label', () => expectInCheck('a').toBe('b'), '"a" instead of "b"'],
    ['a list', () => expectInCheck(['a'], 'notes').toEqual(['a', 'b']), 'notes: ["a"] instead of ["a", "b"]'],
    ['nothing', () => expectInCheck({ id: 1 }, 'it').toBeNull(), 'it: { id: 1 } instead of null'],
    ['something', () => expectInCheck(null, 'it').toEqual([]), 'it: null instead of []'],
    [
      'a value that the check cannot know',
      () => expectInCheck({ id: 1 }, 'it').toEqual({ id: expectInCheck.any(String) }),
      'it: { id: 1 } instead of { id: Any<String> }',
    ],
    [
      'words of an assertion inside of the values',
      () => expectInCheck('expected to be', 'the text').toBe('to be null'),
      'the text: "expected to be" instead of "to be null"',
    ],
    ['a length', () => expectInCheck(['a'], 'owners').toHaveLength(2), "owners: 1 instead of 2: [ 'a' ]"],
    [
      'one of several',
      () => expectInCheck(['a', 'b'], 'the end').toContain('c'),
      "the end: 'c' is not among [ 'a', 'b' ]",
    ],
    ['an order', () => expectInCheck(0, 'people').toBeGreaterThan(0), 'people: 0 is not greater than 0'],
    [
      'what is longer than a glance',
      () => expectInCheck(LONG, 'notes').toEqual([]),
      'notes: differs from what was expected, as compared here',
    ],
    ['what looks the same', () => expectInCheck(NaN, 'it').toEqual('NaN'), 'it: NaN instead of "NaN"'],
    [
      'a denial',
      () => expectInCheck(1, 'it').not.toBe(1),
      'it: expected 1 not to be 1 // Object.is equality',
    ],
  ])('names %s in our words', (_, work, sentence) => {
    expect(said(work)).toBe(sentence);
  });
});
