import type { Consumption } from '../capacity/consumption.ts';
import type { Database } from '../database.ts';
import { ValidationException } from '../errors.ts';
import { textOfKey } from '../storage/schema.ts';
import type { WritePlan } from '../storage/table.ts';
import { admitWrite, chargeWrite, conditionHolds, type PreparedWrite } from '../writes/prepared.ts';
import { cancelled, CONFLICT, type Reason, reasonOf } from './cancellation.ts';

/** Sources: API references of TransactWriteItems and TransactGetItems; a transaction costs twice the units. */
export const TRANSACTION_BYTES_MAX = 4 * 1024 * 1024;
export const TRANSACTION_FACTOR = 2;

/** Two actions on one item can't be ordered, so the service refuses them. */
export function refuseSameItem(items: readonly ItemPlace[]): void {
  if (!(items.length <= FEW ? someOfFewAreSame(items) : someAreSame(items))) return;
  throw new ValidationException('Transaction request cannot include multiple operations on one item');
}

type ItemPlace = Pick<PreparedWrite, 'table' | 'key'>;

/** So many places are compared with each other faster than their texts are made and looked up. */
const FEW = 8;

function someOfFewAreSame(items: readonly ItemPlace[]): boolean {
  for (let one = 1; one < items.length; one++) {
    const { table, key } = items[one]!;
    for (let other = 0; other < one; other++) {
      const { table: otherTable, key: otherKey } = items[other]!;
      if (table === otherTable && key.sort === otherKey.sort && key.partition === otherKey.partition)
        return true;
    }
  }
  return false;
}

function someAreSame(items: readonly ItemPlace[]): boolean {
  const identities = items.map(({ table, key }) => `${table.name} ${textOfKey(key)}`);
  return new Set(identities).size < items.length;
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
