import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginsWith,
  compareKeyLists,
  compareKeyValues,
  isKeyValue,
  keyTypeOf,
  printKeyValue,
  quoteKeyValue,
} from '../../../site/table-picture/key-value.ts';

describe('the order of key values', () => {
  it('keeps numbers by value, not by their digits', () => {
    expect([10, 9, -1, 2.5].toSorted(compareKeyValues)).toEqual([-1, 2.5, 9, 10]);
  });

  it('keeps strings of digits by their characters', () => {
    expect(['9', '10'].toSorted(compareKeyValues)).toEqual(['10', '9']);
  });

  it('keeps strings by UTF-8 bytes where JavaScript would differ', () => {
    const fullwidth = '\uFF5E';
    const emoji = '\u{1F511}';
    expect([emoji, fullwidth].toSorted()).toEqual([emoji, fullwidth]);
    expect([emoji, fullwidth].toSorted(compareKeyValues)).toEqual([fullwidth, emoji]);
  });

  it('is the order of Buffer.compare for any two strings', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (a, b) => {
          expect(Math.sign(compareKeyValues(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
        },
      ),
      { seed: 20261122 },
    );
  });

  it('compares numbers and big integers with each other', () => {
    expect(compareKeyValues(9n, 10)).toBeLessThan(0);
    expect(compareKeyValues(10, 10n)).toBe(0);
  });

  it('takes bytes as unsigned', () => {
    expect(compareKeyValues(Uint8Array.of(0x80), Uint8Array.of(0x7f))).toBeGreaterThan(0);
  });

  it('compares lists from left to right', () => {
    expect(compareKeyLists(['b', 1], ['a', 2])).toBeGreaterThan(0);
    expect(compareKeyLists(['a', 1], ['a', 2])).toBeLessThan(0);
    expect(compareKeyLists(['a'], ['a', 2])).toBeLessThan(0);
    expect(compareKeyLists(['a', 2], ['a'])).toBeGreaterThan(0);
  });
});

describe('what may stand in a key', () => {
  it('refuses what DynamoDB refuses', () => {
    for (const value of ['', null, undefined, true, NaN, {}, [], new Set(['a']), new Uint8Array()]) {
      expect(isKeyValue(value)).toBe(false);
    }
  });

  it('tells the three types apart', () => {
    expect(['a', 1, 1n, Uint8Array.of(1)].map(keyTypeOf)).toEqual(['S', 'N', 'N', 'B']);
  });
});

describe('beginnings', () => {
  it('exist for strings and binary, not for numbers', () => {
    expect(beginsWith('M#ada', 'M#')).toBe(true);
    expect(beginsWith('ada', 'M#')).toBe(false);
    expect(beginsWith(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(true);
    expect(beginsWith(Uint8Array.of(1, 2), Uint8Array.of(2))).toBe(false);
    expect(beginsWith(12, 1)).toBe(false);
  });
});

describe('printing', () => {
  it('quotes strings only in conditions', () => {
    expect([quoteKeyValue('a"b'), quoteKeyValue(7), printKeyValue('a"b')]).toEqual(['"a\\"b"', '7', 'a"b']);
  });

  it('shows binary as hexadecimal digits', () => {
    expect(printKeyValue(Uint8Array.of(0, 255))).toBe('0x00ff');
  });
});
