import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cross, decode, encode, type Json } from '../../../packages/instruments/src/rig/codec.ts';

/** What the codec carries, made at random: shapes inside shapes, and keys made to be confused with its own marks. */
const carried = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.bigInt(),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.array(tie('value')).map((values) => new Set(values)),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('$set', '$bytes', '$object', '__proto__', 'constructor')),
      tie('value').filter((v) => v !== undefined),
    ),
  ),
})).value;

describe('the codec', () => {
  it('gives back what went in, across a real boundary of text', () => {
    fc.assert(
      fc.property(carried, (value) => {
        const text = JSON.stringify(encode(value, 'the value'));
        expect(decode(JSON.parse(text) as Json)).toEqual(value);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('gives the same in process as across a boundary, so that no host knows more than another', () => {
    for (const value of [
      -0,
      [, 1],
      { a: undefined, b: 1 },
      [undefined],
      Object.create(null),
      Buffer.from('x'),
    ]) {
      const inProcess = cross(value, 'the value');
      const across = decode(JSON.parse(JSON.stringify(encode(value, 'the value'))) as Json);
      expect(inProcess).toStrictEqual(across);
    }
    expect(Object.is(cross(-0, ''), 0)).toBe(true);
    expect(cross({ a: undefined }, '')).toStrictEqual({});
  });

  it('shares nothing with the original', () => {
    const inner = { list: [1], set: new Set(['a']), bytes: Uint8Array.of(1) };
    const copy = cross(inner, '') as typeof inner;
    copy.list.push(2);
    copy.set.add('b');
    copy.bytes[0] = 9;
    expect(inner).toEqual({ list: [1], set: new Set(['a']), bytes: Uint8Array.of(1) });
  });

  it('takes a key named __proto__ for a key', () => {
    const copy = cross(JSON.parse('{"__proto__": {"admin": true}}'), '') as { admin?: boolean };
    expect(copy.admin).toBeUndefined();
    expect(Object.keys(copy)).toEqual(['__proto__']);
  });

  it.each([
    [{ page: [{ joined: new Date(0) }] }, 'the result of f.page[0].joined is a Date.'],
    [Number.NaN, 'the result of f is the number NaN.'],
    [[1, () => 1], 'the result of f[1] is a function.'],
    [{ map: new Map() }, 'the result of f.map is a Map.'],
    [new (class Page {})(), 'the result of f is a Page.'],
    [Symbol('s'), 'the result of f is a symbol.'],
    [new Set([Promise.resolve()]), 'the result of f{0} is a Promise.'],
  ])('names what it does not carry: %o', (value, message) => {
    expect(() => cross(value, 'the result of f')).toThrow(`${message} Inputs and results are plain data:`);
  });

  it('refuses what contains itself, at once, and what is nested beyond reason', () => {
    const circle: { a?: unknown; b?: unknown } = {};
    circle.a = circle;
    circle.b = circle;
    expect(() => cross({ circle }, 'the value')).toThrow(
      'the value.circle.a is an object that contains itself.',
    );
    let deep: unknown = 1;
    for (let i = 0; i < 70; i += 1) deep = [deep];
    expect(() => cross(deep, 'the value')).toThrow('is nested deeper than 64 levels.');
    const shared = { a: 1 };
    expect(cross([shared, shared], '')).toEqual([shared, shared]);
  });
});
