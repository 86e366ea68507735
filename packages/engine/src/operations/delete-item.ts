import { Consumption } from '../capacity/consumption.ts';
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
import { type KeyedInput, readDelete } from '../writes/prepare-keyed.ts';
import { commitWrite } from '../writes/prepared.ts';
import { type ReplyInput, withAttributes, writeReply } from '../writes/reply.ts';
import { operation } from './operation.ts';
import { refuseNewValues, RETURN_VALUES } from './put-item.ts';

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
  ConditionExpression: text,
  ExpressionAttributeNames: attributes,
  ExpressionAttributeValues: attributes,
};

export const deleteItem = operation<Input>(shape, (database, input) => {
  refuseNewValues(input.ReturnValues);
  const write = readDelete(input)(database);
  refuseConflict(database, write.table);
  const result = commitWrite(database, write, new Consumption());
  const old = input.ReturnValues === 'ALL_OLD' ? result.before?.item : undefined;
  return withAttributes(writeReply(input, write, result), old);
});
