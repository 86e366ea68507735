import type { Consumption } from '../capacity/consumption.ts';
import type { Database } from '../database.ts';
import { ValidationException } from '../errors.ts';
import type { WritePlan } from '../storage/table.ts';
import { admitWrite, chargeWrite, conditionHolds, type PreparedWrite } from '../writes/prepared.ts';
import { cancelled, CONFLICT, type Reason, reasonOf } from './cancellation.ts';

/** Sources: API references of TransactWriteItems and TransactGetItems; a transaction costs twice the units. */
export const TRANSACTION_BYTES_MAX = 4 * 1024 * 1024;
export const TRANSACTION_FACTOR = 2;

/** Two actions on one item can't be ordered, so the service refuses them. */
export function refuseSameItem(items: readonly Pick<PreparedWrite, 'table' | 'key'>[]): void {
  const seen = new Set<string>();
  for (const { table, key } of items) {
    const identity = JSON.stringify([table.name, key.partition, key.sort]);
    if (seen.has(identity)) {
      throw new ValidationException('Transaction request cannot include multiple operations on one item');
    }
    seen.add(identity);
  }
}

function isReason(action: PreparedWrite | WritePlan | Reason): action is Reason {
  return 'code' in action;
}

/** One action's plan against the state before the transaction, or why it is not possible. */
function planOne(database: Database, write: PreparedWrite | Reason): WritePlan | Reason {
  if (isReason(write)) return write;
  if (database.faults.strikes('conflict', write.table.name)) return CONFLICT;
  try {
    write.judge?.();
    const before = write.table.store.get(write.key);
    if (!conditionHolds(write, before)) {
      const item = write.returnsOnFailure ? before?.item : undefined;
      return { code: 'ConditionalCheckFailed', message: 'The conditional request failed', item };
    }
    const plan = write.table.store.plan(write.key, before, write.next(before));
    admitWrite(database, write, plan);
    return plan;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return reason;
  }
}

/** Judges every action. After a validation error the service looks no further (DynamoDB Local does). */
function planAll(database: Database, actions: readonly (PreparedWrite | Reason)[]): WritePlan[] {
  const reasons: (Reason | undefined)[] = actions.map(() => undefined);
  const plans: WritePlan[] = [];
  for (const [at, action] of actions.entries()) {
    const planned = planOne(database, action);
    if (!isReason(planned)) {
      plans.push(planned);
      continue;
    }
    reasons[at] = planned;
    if (planned.code === 'ValidationError') break;
  }
  if (reasons.some((reason) => reason !== undefined)) throw cancelled(reasons);
  return plans;
}

export interface TransactionWrites {
  /** Writes, and for each that is not possible the reason. */
  readonly actions: readonly (PreparedWrite | Reason)[];
  /** Whether the action of the same place is a mere condition check. */
  readonly isCheck: readonly boolean[];
}

/** Carries out all writes or none. Throws `TransactionCanceledException` with a reason for each action. */
export function commitTransaction(
  database: Database,
  { actions, isCheck }: TransactionWrites,
  consumption: Consumption,
): WritePlan[] {
  refuseSameItem(actions.filter((action): action is PreparedWrite => !isReason(action)));
  const plans = planAll(database, actions);
  const writes = actions as readonly PreparedWrite[];
  const bytes = plans.reduce((sum, { after }) => sum + (after?.size ?? 0), 0);
  if (bytes > TRANSACTION_BYTES_MAX) {
    throw new ValidationException(
      'Collection of items in transaction write request exceeds the maximum size of 4 MB',
    );
  }
  plans.forEach((plan, at) => {
    chargeWrite(database, { write: writes[at]!, plan, factor: TRANSACTION_FACTOR }, consumption);
  });
  plans.forEach((plan, at) => {
    if (!isCheck[at]) writes[at]!.table.store.apply(plan);
  });
  return plans;
}
