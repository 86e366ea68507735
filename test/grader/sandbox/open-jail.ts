import { IsolationError, prepareJail, type JailPlan } from '@keysmith/grader';
import type { TestContext } from 'vitest';

/** A jail for tests. */
export interface OpenJail extends AsyncDisposable {
  /** Skips the test, with the reason and its remedy, where the machine cannot isolate. */
  plan(context: TestContext): JailPlan;
}

export async function openJail(): Promise<OpenJail> {
  try {
    const jail = await prepareJail('sandbox');
    return { plan: () => jail.plan, [Symbol.asyncDispose]: () => jail[Symbol.asyncDispose]() };
  } catch (error) {
    if (!(error instanceof IsolationError)) throw error;
    return { plan: (context) => context.skip(error.message), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
}
