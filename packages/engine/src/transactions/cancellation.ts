import { TransactionCanceledException } from '../errors.ts';
import { plainCopy } from '../values/codec.ts';
import type { Item } from '../values/types.ts';

/** Why one action of a transaction was not possible. */
export interface Reason {
  readonly code: string;
  readonly message?: string;
  readonly item?: Item | undefined;
}

/** Reasons stand in the order of the actions; an action without one gets `None`. */
export function cancelled(reasons: readonly (Reason | undefined)[]): TransactionCanceledException {
  const codes = reasons.map((reason) => reason?.code ?? 'None').join(', ');
  const CancellationReasons = reasons.map((reason) => {
    if (reason === undefined) return { Code: 'None' };
    const { code, message, item } = reason;
    return {
      Code: code,
      ...(message === undefined ? {} : { Message: message }),
      ...(item === undefined ? {} : { Item: plainCopy(item) }),
    };
  });
  return new TransactionCanceledException(
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons },
  );
}

const CODES: Readonly<Record<string, string>> = {
  ProvisionedThroughputExceededException: 'ProvisionedThroughputExceeded',
  ThrottlingException: 'ThrottlingError',
  ValidationException: 'ValidationError',
};

/** The reason that an exception of a single action becomes, or undefined where it is none. */
export function reasonOf(error: unknown): Reason | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = CODES[error.name];
  return code === undefined ? undefined : { code, message: error.message };
}

export const CONFLICT: Reason = {
  code: 'TransactionConflict',
  message: 'Transaction is ongoing for the item',
};
