import type { DynamoDBClientConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { getSmithyContext } from '@smithy/core/transport';
import type { FinalizeRequestMiddleware, RetryErrorType, SdkError } from '@smithy/types';

// This module runs in a browser too: it must not import anything of Node.

/** The SDK's interface to what decides when a request is sent again. */
export type RetryStrategy = Exclude<NonNullable<DynamoDBClientConfig['retryStrategy']>, { retry: unknown }>;

/**
 * The SDK's step that sends a request again, for as long as the strategy gives a token. It asks the strategy what the
 * SDK's own step asks, classes errors by the SDK's rules and leaves the same `$metadata`. That one makes an error with
 * its stack for every request, also for those that succeed, and headers that no door reads. The strategy waits by
 * itself: its tokens ask for no delay.
 */
export function attemptsBy(
  strategy: RetryStrategy,
): FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> {
  return (next, context) => async (args) => {
    const { abortSignal } = getSmithyContext(context) as { abortSignal?: AbortSignal };
    let token = await unlessAborted(strategy.acquireInitialRetryToken(''), abortSignal);
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
        token = await unlessAborted(again, abortSignal).catch((refusal: unknown) => {
          if (refusal instanceof AbortedError) throw refusal;
          throw Object.assign(error, { $metadata: { ...error.$metadata, ...attempted } });
        });
      }
    }
  };
}

class AbortedError extends Error {
  override readonly name = 'AbortError';
}

/** As the SDK has it: what has settled already comes before a signal that was given already. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(new AbortedError('Request aborted'));
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', onAbort));
}

function errorOf(thrown: unknown): SdkError {
  if (thrown instanceof Error) return thrown as SdkError;
  if (thrown instanceof Object) return Object.assign(new Error(), thrown) as SdkError;
  return new Error(
    typeof thrown === 'string' ? thrown : `AWS SDK error wrapper for ${String(thrown)}`,
  ) as SdkError;
}

function typeOf(error: SdkError): RetryErrorType {
  if (isThrottlingError(error)) return 'THROTTLING';
  if (isTransientError(error)) return 'TRANSIENT';
  return isServerError(error) ? 'SERVER_ERROR' : 'CLIENT_ERROR';
}
