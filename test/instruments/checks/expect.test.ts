import { expect as expectInCheck } from '@keysmith/instruments';
import { describe, expect, it } from 'vitest';

describe('the expect of checks', () => {
  it("has Vitest's matchers, asymmetric ones included, without Vitest around it", () => {
    expectInCheck({ a: 1, b: new Set(['x']) }).toEqual({ a: expectInCheck.any(Number), b: new Set(['x']) });
    expectInCheck([1, 2, 3]).toEqual(expectInCheck.arrayContaining([3]));
    expect(() => expectInCheck('a', 'the letter').toBe('b')).toThrow("the letter: expected 'a' to be 'b'");
    expect(() => expectInCheck({ a: undefined }).toStrictEqual({})).toThrow();
  });

  it("leaves Vitest's own as it was", async () => {
    await expect(Promise.reject(new Error('boom'))).rejects.toThrow('boom');
    await expect(Promise.resolve(1)).resolves.toBe(1);
  });
});
