import { Consumption } from '../capacity/consumption.ts';
import { activeTable } from '../database.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { readProjection } from '../expressions/read.ts';
import { getOne } from '../reads/get-one.ts';
import { keyOfParameter } from '../storage/schema.ts';
import {
  attributes,
  consumedCapacity,
  flag,
  required,
  type Shape,
  tableName,
  text,
} from '../validation/shape.ts';
import { readItem } from '../values/codec.ts';
import type { JsonObject } from '../values/types.ts';
import { operation } from './operation.ts';

interface Input {
  readonly TableName: string;
  readonly Key: unknown;
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: unknown;
  readonly ReturnConsumedCapacity?: string;
}

const shape: Shape = {
  TableName: tableName,
  Key: required(attributes),
  ConsistentRead: flag,
  ReturnConsumedCapacity: consumedCapacity,
  ProjectionExpression: text,
  ExpressionAttributeNames: attributes,
};

export const getItem = operation<Input>(shape, (database, input) => {
  const key = readItem(input.Key, 'Key');
  const names = { ExpressionAttributeNames: input.ExpressionAttributeNames };
  const placeholders = new Placeholders(names, { ProjectionExpression: input.ProjectionExpression });
  const projection = readProjection(input.ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  const table = activeTable(database, input.TableName);
  const consumption = new Consumption();
  const consistent = input.ConsistentRead === true;
  const encoded = keyOfParameter(table.schema, key);
  const { item } = getOne(database, { table, key: encoded, consistent, projection }, consumption);
  const reply: JsonObject = {};
  if (item !== undefined) reply['Item'] = item;
  const consumed = consumption.reportOne(input.ReturnConsumedCapacity);
  if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
  return reply;
});
