import { activeTable } from '../database.ts';
import { readCondition } from '../expressions/read.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { newBag } from '../values/bag.ts';
import { readItem } from '../values/codec.ts';
import { keyItem } from '../storage/schema.ts';
import { stored } from '../storage/table.ts';
import { checkItemSize, type ReadWrite } from './prepared.ts';

export interface PutInput {
  readonly TableName: string;
  readonly Item: unknown;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: unknown;
  readonly ExpressionAttributeValues?: unknown;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** `tersely`: a batch says less of what is wrong with a key. */
export function readPut(input: PutInput, tersely = false): ReadWrite {
  const next = stored(readItem(input.Item));
  const placeholders = new Placeholders(input, { ConditionExpression: input.ConditionExpression });
  const condition = readCondition('ConditionExpression', input.ConditionExpression, placeholders);
  placeholders.checkAllUsed();
  checkItemSize(next.size, 'Item size has exceeded the maximum allowed size');
  return (database) => {
    const table = activeTable(database, input.TableName);
    return {
      table,
      key: table.keyOf(next.item, tersely),
      keyItem: keyItem(table.schema, next.item, newBag()),
      condition,
      returnsOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
      judge: () => table.store.checkIndexKeys(next.item),
      next: () => next,
    };
  };
}
