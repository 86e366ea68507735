import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addNumbers,
  canonicalNumber,
  numberSize,
  orderedNumber,
} from '../../../packages/engine/src/values/number.ts';

/** A number as a fraction of big integers, so that the engine's arithmetic has something to be compared with. */
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: -20, max: 20 }))
  .map(([mantissa, exponent]) => ({ mantissa, exponent, text: `${mantissa}e${exponent}` }));

const scaled = (value: { mantissa: bigint; exponent: number }) =>
  value.mantissa * 10n ** BigInt(value.exponent + 20);

describe('numbers in normal form', () => {
  it.each([
    ['0042.1200', '42.12'],
    ['-0', '0'],
    ['0.0', '0'],
    ['1E3', '1000'],
    ['1e-3', '0.001'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['+7', '7'],
    ['1E125', `1${'0'.repeat(125)}`],
    ['9'.repeat(38), '9'.repeat(38)],
  ])('%s is %s', (given, expected) => expect(canonicalNumber(given)).toBe(expected));

  it.each([
    '',
    'x',
    '1e',
    '--1',
    '1.2.3',
    '0x1',
    'Infinity',
    'NaN',
    ' 1',
    '.',
    '1'.repeat(39),
    '1e126',
    '1e-131',
    '1e99999999',
  ])('refuses "%s"', (given) => expect(() => canonicalNumber(given)).toThrow());

  it.each([
    ['0', 1],
    ['1', 2],
    ['123456', 4],
    ['3.14159', 5],
    ['-1', 3],
    ['12', 2],
    ['120', 3],
    ['100', 2],
    ['0.011', 3],
    ['0.0011', 2],
    ['-9.9e-100', 4],
    ['100.001', 5],
    [`1${'0'.repeat(125)}`, 2],
  ])('%s has its size', (given, bytes) => expect(numberSize(given)).toBe(bytes));
});

describe('numbers against big integers', () => {
  it('sort by value', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const [left, right] = [
          orderedNumber(canonicalNumber(a.text)),
          orderedNumber(canonicalNumber(b.text)),
        ];
        const expected = scaled(a) < scaled(b) ? -1 : scaled(a) > scaled(b) ? 1 : 0;
        expect(left < right ? -1 : left > right ? 1 : 0).toBe(expected);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });

  it('add and subtract exactly, or say that 38 digits are too few', () => {
    fc.assert(
      fc.property(decimals, decimals, fc.constantFrom(1 as const, -1 as const), (a, b, sign) => {
        const sum = scaled(a) + BigInt(sign) * scaled(b);
        const digits = sum.toString().replace('-', '').replace(/0+$/, '').length;
        const add = () => addNumbers(canonicalNumber(a.text), canonicalNumber(b.text), sign);
        if (digits > 38) expect(add).toThrow('38 significant digits');
        else expect(add()).toBe(canonicalNumber(`${sum}e-20`));
      }),
      { seed: 12, numRuns: 2000 },
    );
  });
});
