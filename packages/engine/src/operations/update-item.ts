import { Consumption } from '../capacity/consumption.ts';
import { project, projectionOf } from '../expressions/projection.ts';
import { refuseConflict } from '../transactions/conflict.ts';
import {
  attributes,
  consumedCapacity,
  itemCollectionMetrics,
  onConditionFailure,
  required,
  type Shape,
  tableName,
  text,
} from '../validation/shape.ts';
import type { Item } from '../values/types.ts';
import { type KeyedInput, type PreparedUpdate, readUpdateWrite } from '../writes/prepare-keyed.ts';
import { commitWrite, type WriteResult } from '../writes/prepared.ts';
import { type ReplyInput, withAttributes, writeReply } from '../writes/reply.ts';
import { operation } from './operation.ts';
import { RETURN_VALUES } from './put-item.ts';

interface Input extends KeyedInput, ReplyInput {
  readonly ReturnValues?: string;
}

const shape: Shape = {
  TableName: tableName,
  Key: required(attributes),
  ReturnValues: RETURN_VALUES,
  ReturnConsumedCapacity: consumedCapacity,
  ReturnItemCollectionMetrics: itemCollectionMetrics,
  ReturnValuesOnConditionCheckFailure: onConditionFailure,
  UpdateExpression: text,
  ConditionExpression: text,
  ExpressionAttributeNames: attributes,
  ExpressionAttributeValues: attributes,
};

/** UPDATED_… shows the touched paths only, nested in their places (DynamoDB Local shows whole top-level attributes). */
function returned(mode: string | undefined, write: PreparedUpdate, result: WriteResult): Item | undefined {
  if (mode === 'ALL_OLD') return result.before?.item;
  if (mode === 'ALL_NEW') return result.after?.item;
  const side = mode === 'UPDATED_OLD' ? result.before : mode === 'UPDATED_NEW' ? result.after : undefined;
  if (side === undefined || write.update === undefined) return undefined;
  return project(side.item, projectionOf(write.update.paths));
}

export const updateItem = operation<Input>(shape, (database, input) => {
  const write = readUpdateWrite(input)(database);
  refuseConflict(database, write.table);
  const result = commitWrite(database, write, new Consumption());
  return withAttributes(writeReply(input, write, result), returned(input.ReturnValues, write, result));
});
