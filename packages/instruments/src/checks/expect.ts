import {
  ASYMMETRIC_MATCHERS_OBJECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  chai,
  setState,
  type Assertion,
  type AsymmetricMatchersContaining,
} from '@vitest/expect';
import { traceMatchers, type TraceMatchers } from '../recorder/matchers.ts';

// Inside Vitest the same chai has its matchers already, and a second layer breaks `rejects.toThrow` for everybody.
if (!('toStrictEqual' in chai.Assertion.prototype)) {
  chai.use(JestExtend);
  chai.use(JestChaiExpect);
  chai.use(JestAsymmetricMatchers);
}

/** `expect` with Vitest's matchers and ours on traces. A message before the matcher says what is being looked at. */
export interface Expect extends AsymmetricMatchersContaining {
  <T>(value: T, message?: string): Assertion<void, T> & TraceMatchers;
  any(constructor: unknown): unknown;
  anything(): unknown;
}

// The same assembly as inside Vitest, whose own `expect` needs Vitest's runner around it and so would not do for the
// page's worker or the judge.
function assemble(): Expect {
  const expect = ((value: unknown, message?: string) => chai.expect(value, message)) as unknown as Expect;
  Object.assign(expect, chai.expect);
  Object.assign(expect, (globalThis as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT]);
  setState({ assertionCalls: 0 } as object, expect as never);
  (chai.expect as unknown as { extend(target: Expect, matchers: object): void }).extend(
    expect,
    traceMatchers,
  );
  return expect;
}

export const expect: Expect = assemble();
