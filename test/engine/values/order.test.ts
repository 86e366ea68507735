import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64ToByteString,
  byteStringToBase64,
  isBase64,
} from '../../../packages/engine/src/values/base64.ts';
import { orderKey, orderPart } from '../../../packages/engine/src/values/order.ts';
import { utf8Length } from '../../../packages/engine/src/values/utf8.ts';

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const texts = fc.string({ unit: 'grapheme', maxLength: 6 });
const awkward = fc.oneof(
  texts,
  fc.constantFrom('', '\0', '\0\0', 'a\0', 'a\0b', '\uffff', '\ue000', '😀', '￮'),
);

describe('the order of keys', () => {
  it('is the order of UTF-8 bytes', () => {
    fc.assert(
      fc.property(awkward, awkward, (a, b) => {
        expect(compare(orderKey({ S: a }), orderKey({ S: b }))).toBe(
          Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
        );
      }),
      { seed: 21, numRuns: 3000 },
    );
  });

  it('is the order of unsigned bytes for binary', () => {
    const bytes = fc.uint8Array({ maxLength: 5 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const key = (buffer: Buffer) => orderKey({ B: buffer.toString('base64') });
        expect(compare(key(a), key(b))).toBe(Math.sign(Buffer.compare(a, b)));
      }),
      { seed: 22, numRuns: 2000 },
    );
  });

  it('compares composite keys part by part', () => {
    const pairs = fc.tuple(awkward, awkward);
    const whole = ([a, b]: [string, string]) => orderPart({ S: a }) + orderPart({ S: b });
    const reference = (left: [string, string], right: [string, string]) =>
      Buffer.compare(Buffer.from(left[0]), Buffer.from(right[0])) ||
      Buffer.compare(Buffer.from(left[1]), Buffer.from(right[1]));
    fc.assert(
      fc.property(pairs, pairs, (left, right) => {
        expect(compare(whole(left), whole(right))).toBe(Math.sign(reference(left, right)));
      }),
      { seed: 23, numRuns: 3000 },
    );
  });
});

describe('text and bytes', () => {
  it('counts UTF-8 bytes', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
      { seed: 24, numRuns: 1000 },
    );
  });

  it('reads and writes base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (array) => {
        const base64 = Buffer.from(array).toString('base64');
        expect(isBase64(base64)).toBe(true);
        expect(base64ToByteString(base64)).toBe(Buffer.from(array).toString('latin1'));
        expect(byteStringToBase64(base64ToByteString(base64))).toBe(base64);
      }),
      { seed: 25, numRuns: 500 },
    );
  });

  it.each(['YQ', '!!!!', 'YQ=', 'Y===', '====', 'YWI=YWI='])('refuses %s', (text) =>
    expect(isBase64(text)).toBe(false),
  );
});
