import { createRunner, IsolationError, prepareJail, type JailPlan, type Runner } from '@keysmith/grader';
import { onTestFinished, type TestContext } from 'vitest';
import { runningToy, type RunningToy } from '../toys.ts';

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

/** A toy course and a runner that judges it in jails, until the test is over. */
export async function toyInJail(
  context: TestContext,
): Promise<{ readonly toy: RunningToy; readonly runner: Runner }> {
  const jail = await openJail();
  onTestFinished(() => jail[Symbol.asyncDispose]());
  const runner = createRunner({ table: { kind: 'embedded' }, jail: jail.plan(context) });
  onTestFinished(() => runner.close());
  const toy = await runningToy();
  onTestFinished(() => toy[Symbol.asyncDispose]());
  return { toy, runner };
}
