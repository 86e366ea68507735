import { expect, inject, it } from 'vitest';
import type { Output } from './endpoint.ts';
import { localDifference, type LocalDifferenceId } from './local-differences.ts';

/** What is expected of a refusal beyond its sentence. */
export interface RefusalOptions {
  /** The exception's name; a ValidationException when absent. */
  readonly name?: string;
  /** The known difference of DynamoDB Local, from local-differences.ts. */
  readonly local?: LocalDifferenceId | undefined;
}

/** Whether the suite is talking to DynamoDB Local. */
export const onLocal = (): boolean => inject('endpoint') === 'dynamodb-local';

/**
 * Expects an error of the service with this sentence. With `local`, and on DynamoDB Local, Local's documented words are
 * expected instead, and the service's are expected to be absent: a difference that is gone must leave the list.
 */
export function expectRefusal(error: Output, sentence: RegExp, options: RefusalOptions = {}): void {
  const { name = 'ValidationException', local } = options;
  const seen = `${error.name}: ${error.message}`;
  if (local === undefined || !onLocal()) {
    expect(error.name, seen).toBe(name);
    expect(error.message, seen).toMatch(sentence);
    return;
  }
  const difference = localDifference(local);
  expect(error.name, seen).toBe(difference.name ?? name);
  expect(error.message, seen).toMatch(difference.says ?? sentence);
  const same = error.name === name && sentence.test(error.message);
  expect(same, `DynamoDB Local now answers as the service does: remove "${local}" here`).toBe(false);
}

/**
 * A test whose assertions hold on the service and are known to fail on DynamoDB Local in one documented way. On Local
 * the failure is expected, with the words that local-differences.ts gives for it.
 */
export function itUnlessLocal(local: LocalDifferenceId, name: string, body: () => Promise<void>): void {
  it(name, async () => {
    if (!onLocal()) return body();
    const failure = await body().then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(failure, `DynamoDB Local now behaves as the service does: remove "${local}" here`).toBeInstanceOf(
      Error,
    );
    expect(failure!.message).toMatch(localDifference(local).fails ?? /(?!)/);
  });
}

/** As `it`, or as `itUnlessLocal` where a difference is given. For tables of cases of which some differ. */
export function itOn(local: LocalDifferenceId | undefined, name: string, body: () => Promise<void>): void {
  if (local === undefined) it(name, body);
  else itUnlessLocal(local, name, body);
}
