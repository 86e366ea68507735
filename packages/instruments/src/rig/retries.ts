import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type RetryStrategy = Exclude<NonNullable<DynamoDBClientConfig['retryStrategy']>, { retry: unknown }>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;
type ErrorType = Parameters<RetryStrategy['refreshRetryTokenForRetry']>[1]['errorType'];

/** How a client waits before it tries again. */
export interface Patience {
  /** Waits for a part of that time, which chance decides: never all of it, and maybe nothing. */
  backOff(millisecondsMax: number): Promise<void>;
}

/** Waits in virtual time, by seeded chance; `chance` gives 0 <= x < 1. */
export function patienceOf(given: {
  sleep(milliseconds: number): Promise<void>;
  chance(): number;
}): Patience {
  return { backOff: (millisecondsMax) => given.sleep(Math.floor(given.chance() * millisecondsMax)) };
}

/** The SDK's own figures for DynamoDB: `@smithy/core/retry`, its standard mode of 2026. */
export const SDK_ATTEMPTS_MAX = 4;
const DELAY_BASE_MS = 50;
const THROTTLING_DELAY_BASE_MS = 1000;
const DELAY_MAX_MS = 20_000;
const CAPACITY_MAX = 500;
const COST = 14;
const THROTTLING_COST = 5;

/**
 * Retries as the SDK's standard strategy makes them, but in virtual time and with seeded jitter, so that no check waits
 * for real and the same seed gives the same waits.
 */
export function virtualRetries(patience: () => Patience): RetryStrategy & { reset(): void } {
  let capacity = CAPACITY_MAX;
  return {
    /** Forgets what earlier calls have used up, for a client that serves somebody else from now on. */
    reset() {
      capacity = CAPACITY_MAX;
    },
    acquireInitialRetryToken: () => Promise.resolve(token(0, 0)),
    async refreshRetryTokenForRetry(current, { errorType }) {
      const retries = current.getRetryCount();
      const cost = errorType === 'THROTTLING' ? THROTTLING_COST : COST;
      if (!isRetryable(errorType) || retries + 1 >= SDK_ATTEMPTS_MAX || capacity < cost)
        throw new Error('No retry token available');
      capacity -= cost;
      await patience().backOff(delayMaxMs(errorType, retries));
      return token(retries + 1, cost);
    },
    recordSuccess(last) {
      capacity = Math.min(CAPACITY_MAX, capacity + ((last as CostlyToken).cost || 1));
    },
  };
}

interface CostlyToken extends RetryToken {
  readonly cost: number;
}

function token(retries: number, cost: number): CostlyToken {
  return { cost, getRetryCount: () => retries, getRetryDelay: () => 0 };
}

function isRetryable(errorType: ErrorType): boolean {
  return errorType === 'THROTTLING' || errorType === 'TRANSIENT';
}

function delayMaxMs(errorType: ErrorType, retries: number): number {
  const base = errorType === 'THROTTLING' ? THROTTLING_DELAY_BASE_MS : DELAY_BASE_MS;
  return Math.min(base * 2 ** retries, DELAY_MAX_MS);
}
