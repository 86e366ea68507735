import type { Consumption } from '../capacity/consumption.ts';
import { writeUnits } from '../capacity/units.ts';
import type { Database } from '../database.ts';
import { ConditionalCheckFailedException, ValidationException } from '../errors.ts';
import type { Condition } from '../expressions/ast.ts';
import { meets } from '../expressions/evaluate.ts';
import type { Stored } from '../storage/collection.ts';
import type { EncodedKey } from '../storage/schema.ts';
import { ITEM_BYTES_MAX, type WritePlan } from '../storage/table.ts';
import type { TableState } from '../storage/table-state.ts';
import { newBag } from '../values/bag.ts';
import { plainCopy } from '../values/codec.ts';
import type { Item } from '../values/types.ts';

/** One write (or a mere check) after everything was read and checked that needs no item. */
export interface PreparedWrite {
  readonly table: TableState;
  readonly key: EncodedKey;
  /** The key's attributes, for item collection metrics. */
  readonly keyItem: Item;
  readonly condition: Condition | undefined;
  /** ALL_OLD: a failed condition shows the item. */
  readonly returnsOnFailure: boolean;
  /** What is wrong with the write whatever is stored: an error of a single write, a reason in a transaction. */
  judge?(): void;
  /** The item after the write; undefined where none is left. Throws what the service throws. */
  next(before: Stored | undefined): Stored | undefined;
}

/**
 * A write whose values and expressions were read. What is wrong with those is said before any table is looked up;
 * calling this looks the table up and fits the key to it.
 */
export type ReadWrite<Write extends PreparedWrite = PreparedWrite> = (database: Database) => Write;

const NO_ITEM = newBag();
Object.freeze(NO_ITEM);

/** Whether the condition holds for what is stored; without a condition it always does. */
export function conditionHolds(write: PreparedWrite, before: Stored | undefined): boolean {
  return write.condition === undefined || meets(write.condition, before?.item ?? NO_ITEM);
}

export function checkItemSize(size: number, message: string): void {
  if (size > ITEM_BYTES_MAX) throw new ValidationException(message);
}

/** Whether the partition or an index of a write is over its limit. An index that is throttles the table's write. */
export function admitWrite(database: Database, write: PreparedWrite, plan: WritePlan): void {
  const { table } = write;
  database.faults.admit({ table, partition: write.key.partition, direction: 'write' });
  for (const { index, from, to, units } of plan.indexChanges) {
    if (units === 0 || index.definition.kind === 'local') continue;
    const partition = (to ?? from)!.partition;
    database.faults.admit({ table, index: index.definition.name, partition, direction: 'write' });
  }
}

/** Counts a write's units, for the reply and for throttling. `factor` is 2 in transactions. */
export function chargeWrite(
  database: Database,
  charged: { write: PreparedWrite; plan: WritePlan; factor: number },
  consumption: Consumption,
): void {
  const { write, plan, factor } = charged;
  const { table } = write;
  const units = writeUnits(plan.before?.size ?? 0, plan.after?.size ?? 0) * factor;
  consumption.write(table, units);
  consumption.writeIndexes(table, plan.indexChanges);
  database.faults.charge({ table, partition: write.key.partition, direction: 'write' }, units);
  for (const change of plan.indexChanges) {
    if (change.index.definition.kind === 'local') continue;
    const partition = (change.to ?? change.from)!.partition;
    database.faults.charge(
      { table, index: change.index.definition.name, partition, direction: 'write' },
      change.units,
    );
  }
}

/** What a single write did. */
export interface WriteResult {
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
  readonly consumption: Consumption;
}

/** Carries out one write outside a transaction. Throws `ConditionalCheckFailedException` and changes nothing. */
export function commitWrite(database: Database, write: PreparedWrite, consumption: Consumption): WriteResult {
  const { store } = write.table;
  write.judge?.();
  const before = store.get(write.key);
  if (!conditionHolds(write, before)) {
    // A failed condition costs what the write would have by the item that is there.
    const heat = { table: write.table, partition: write.key.partition, direction: 'write' } as const;
    database.faults.admit(heat);
    database.faults.charge(heat, writeUnits(before?.size ?? 0, 0));
    const details = write.returnsOnFailure && before !== undefined ? { Item: plainCopy(before.item) } : {};
    throw new ConditionalCheckFailedException('The conditional request failed', details);
  }
  const after = write.next(before);
  const plan = store.plan(write.key, before, after);
  admitWrite(database, write, plan);
  chargeWrite(database, { write, plan, factor: 1 }, consumption);
  store.apply(plan);
  return { before, after, consumption };
}
