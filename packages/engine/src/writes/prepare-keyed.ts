import { activeTable, type Database } from '../database.ts';
import { ValidationException } from '../errors.ts';
import type { Condition } from '../expressions/ast.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { readCondition, readUpdate, type Update } from '../expressions/read.ts';
import { applyUpdate } from '../expressions/update.ts';
import type { Stored } from '../storage/collection.ts';
import { keyAttributes, keyOfParameter } from '../storage/schema.ts';
import { stored } from '../storage/table.ts';
import type { TableState } from '../storage/table-state.ts';
import { readItem } from '../values/codec.ts';
import type { Item } from '../values/types.ts';
import { checkItemSize, type PreparedWrite, type ReadWrite } from './prepared.ts';

export interface KeyedInput {
  readonly TableName: string;
  readonly Key: unknown;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: unknown;
  readonly ExpressionAttributeValues?: unknown;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

interface KeyedParts {
  readonly key: Item;
  readonly condition: Condition | undefined;
}

/** The part that DeleteItem, UpdateItem and ConditionCheck share: expressions were read, the table comes now. */
function keyed(database: Database, input: KeyedInput, parts: KeyedParts): Omit<PreparedWrite, 'next'> {
  const table = activeTable(database, input.TableName);
  return {
    table,
    key: keyOfParameter(table.schema, parts.key),
    keyItem: parts.key,
    condition: parts.condition,
    returnsOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  };
}

function readConditionOnly(input: KeyedInput): KeyedParts {
  const key = readItem(input.Key, 'Key');
  const placeholders = new Placeholders(input, { ConditionExpression: input.ConditionExpression });
  const condition = readCondition('ConditionExpression', input.ConditionExpression, placeholders);
  placeholders.checkAllUsed();
  return { key, condition };
}

export function readDelete(input: KeyedInput): ReadWrite {
  const parts = readConditionOnly(input);
  return (database) => ({ ...keyed(database, input, parts), next: () => undefined });
}

/** A condition without a write: the item stays what it is. */
export function readCheck(input: KeyedInput): ReadWrite {
  const parts = readConditionOnly(input);
  return (database) => ({ ...keyed(database, input, parts), next: (before) => before });
}

/** `update` is given beside the write, because the reply shows what its paths touched. */
export interface PreparedUpdate extends PreparedWrite {
  readonly update: Update | undefined;
}

export function readUpdateWrite(input: KeyedInput): ReadWrite<PreparedUpdate> {
  const key = readItem(input.Key, 'Key');
  const placeholders = new Placeholders(input, {
    UpdateExpression: input.UpdateExpression,
    ConditionExpression: input.ConditionExpression,
  });
  const update = readUpdate(input.UpdateExpression, placeholders);
  const condition = readCondition('ConditionExpression', input.ConditionExpression, placeholders);
  placeholders.checkAllUsed();
  return (database) => {
    const parts = keyed(database, input, { key, condition });
    const judge = () => {
      if (update !== undefined) refuseKeyUpdate(parts.table, update);
    };
    return { ...parts, update, judge, next: (before) => updated(parts.table, { before, key }, update) };
  };
}

function refuseKeyUpdate(table: TableState, update: Update): void {
  const names = new Set(keyAttributes(table.schema).map(({ name }) => name));
  const path = update.paths.find(({ steps }) => names.has(steps[0] as string));
  if (path === undefined) return;
  throw new ValidationException(
    `One or more parameter values were invalid: Cannot update attribute ${path.steps[0]}. This attribute is part of the key`,
  );
}

/**
 * The item after an update. Where there is none yet, one that only removes creates none; one without any
 * expression does (public suites have seen both on the service; DynamoDB Local creates one in either case).
 */
function updated(
  table: TableState,
  { before, key }: { before: Stored | undefined; key: Item },
  update: Update | undefined,
): Stored | undefined {
  if (update === undefined) return before ?? stored(key);
  if (before === undefined && !update.creates) return undefined;
  const next = stored(applyUpdate(before?.item ?? key, update.actions));
  table.store.checkIndexKeys(next.item);
  checkItemSize(next.size, 'Item size to update has exceeded the maximum allowed size');
  return next;
}
