import { activeTable, type Database } from '../database.ts';
import { readCondition } from '../expressions/read.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { newBag } from '../values/bag.ts';
import { readItem } from '../values/codec.ts';
import { keyItem } from '../storage/schema.ts';
import { stored } from '../storage/table.ts';
import { checkItemSize, type PreparedWrite } from './prepared.ts';

export interface PutInput {
  readonly TableName: string;
  readonly Item: unknown;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: unknown;
  readonly ExpressionAttributeValues?: unknown;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** `tersely`: a batch says less of what is wrong with a key. */
export function preparePut(database: Database, input: PutInput, tersely = false): PreparedWrite {
  const next = stored(readItem(input.Item));
  const placeholders = new Placeholders(input, { ConditionExpression: input.ConditionExpression });
  const condition = readCondition('ConditionExpression', input.ConditionExpression, placeholders);
  placeholders.checkAllUsed();
  checkItemSize(next.size, 'Item size has exceeded the maximum allowed size');
  const table = activeTable(database, input.TableName);
  const key = table.keyOf(next.item, tersely);
  return {
    table,
    key,
    keyItem: keyItem(table.schema, next.item, newBag()),
    condition,
    returnsOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    judge: () => table.store.checkIndexKeys(next.item),
    next: () => next,
  };
}
