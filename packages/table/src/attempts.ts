import type { DynamoDBClientConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { FinalizeRequestMiddleware, RetryErrorType, SdkError } from '@smithy/types';

// This module runs in a browser too: it must not import anything of Node.

/** The SDK's interface to what decides when a request is sent again. */
export type RetryStrategy = Exclude<NonNullable<DynamoDBClientConfig['retryStrategy']>, { retry: unknown }>;

/**
 * The SDK's step that sends a request again, for as long as the strategy gives a token. It asks the strategy what the SDK's
 * own step asks, classes errors by the SDK's own rules and leaves the same `$metadata`; but that one makes an error with its
 * stack for every request, also for those that succeed, and headers that no door reads. The strategy waits by itself: its
 * tokens ask for no delay.
 */
export function attemptsBy(
  strategy: RetryStrategy,
): FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> {
  return (next) => async (args) => {
    let token = await strategy.acquireInitialRetryToken('');
    for (;;) {
      const attempted = { attempts: token.getRetryCount() + 1, totalRetryDelay: 0 };
      try {
        const answer = await next(args);
        strategy.recordSuccess(token);
        Object.assign(answer.output.$metadata, attempted);
        return answer;
      } catch (thrown) {
        const error = errorOf(thrown);
        const again = strategy.refreshRetryTokenForRetry(token, { error, errorType: typeOf(error) });
        token = await again.catch(() => {
          throw Object.assign(error, { $metadata: { ...error.$metadata, ...attempted } });
        });
      }
    }
  };
}

function errorOf(thrown: unknown): SdkError {
  return (thrown instanceof Error ? thrown : new Error(String(thrown))) as SdkError;
}

function typeOf(error: SdkError): RetryErrorType {
  if (isThrottlingError(error)) return 'THROTTLING';
  if (isTransientError(error)) return 'TRANSIENT';
  return isServerError(error) ? 'SERVER_ERROR' : 'CLIENT_ERROR';
}
