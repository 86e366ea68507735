import { Consumption } from '../capacity/consumption.ts';
import { ValidationException } from '../errors.ts';
import {
  attributes,
  consumedCapacity,
  itemCollectionMetrics,
  oneOf,
  onConditionFailure,
  required,
  type Shape,
  tableName,
  text,
} from '../validation/shape.ts';
import { refuseConflict } from '../transactions/conflict.ts';
import { readPut, type PutInput } from '../writes/prepare-put.ts';
import { commitWrite } from '../writes/prepared.ts';
import { type ReplyInput, withAttributes, writeReply } from '../writes/reply.ts';
import { operation } from './operation.ts';

interface Input extends PutInput, ReplyInput {
  readonly ReturnValues?: string;
}

/** ReturnValues of PutItem and DeleteItem; the others belong to UpdateItem. */
export const RETURN_VALUES = oneOf('ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW');

const shape: Shape = {
  ReturnConsumedCapacity: consumedCapacity,
  TableName: tableName,
  Item: required(attributes),
  ReturnValues: RETURN_VALUES,
  ReturnItemCollectionMetrics: itemCollectionMetrics,
  ReturnValuesOnConditionCheckFailure: onConditionFailure,
  ConditionExpression: text,
  ExpressionAttributeNames: attributes,
  ExpressionAttributeValues: attributes,
};

export function refuseNewValues(returnValues: string | undefined): void {
  if (
    returnValues === undefined ||
    returnValues === null ||
    returnValues === 'NONE' ||
    returnValues === 'ALL_OLD'
  )
    return;
  throw new ValidationException('ReturnValues can only be ALL_OLD or NONE');
}

export const putItem = operation<Input>(shape, (database, input) => {
  refuseNewValues(input.ReturnValues);
  const write = readPut(input)(database);
  refuseConflict(database, write.table);
  const result = commitWrite(database, write, new Consumption());
  const old = input.ReturnValues === 'ALL_OLD' ? result.before?.item : undefined;
  return withAttributes(writeReply(input, write, result), old);
});
