import { Consumption } from '../capacity/consumption.ts';
import { readUnits } from '../capacity/units.ts';
import type { Database } from '../database.ts';
import { ValidationException } from '../errors.ts';
import type { WritePlan } from '../storage/table.ts';
import { commitTransaction, refuseSameItem, TRANSACTION_FACTOR } from '../transactions/commit.ts';
import {
  attributes,
  consumedCapacity,
  itemCollectionMetrics,
  listOf,
  onConditionFailure,
  required,
  type Shape,
  struct,
  tableName,
  text,
} from '../validation/shape.ts';
import type { JsonObject } from '../values/types.ts';
import { type KeyedInput, prepareCheck, prepareDelete, prepareUpdate } from '../writes/prepare-keyed.ts';
import { preparePut, type PutInput } from '../writes/prepare-put.ts';
import type { PreparedWrite } from '../writes/prepared.ts';
import { collectionMetrics } from '../writes/reply.ts';
import { operation } from './operation.ts';

interface Action {
  readonly ConditionCheck?: KeyedInput;
  readonly Put?: PutInput;
  readonly Delete?: KeyedInput;
  readonly Update?: KeyedInput;
}
interface Input {
  readonly TransactItems: readonly Action[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
}

/** Source: API reference of TransactWriteItems. */
export const ACTIONS_MAX = 100;

const common: Shape = {
  TableName: tableName,
  ConditionExpression: text,
  ExpressionAttributeNames: attributes,
  ExpressionAttributeValues: attributes,
  ReturnValuesOnConditionCheckFailure: onConditionFailure,
};
const action = struct({
  ConditionCheck: struct({ ...common, Key: required(attributes), ConditionExpression: required(text) }),
  Put: struct({ ...common, Item: required(attributes) }),
  Delete: struct({ ...common, Key: required(attributes) }),
  Update: struct({ ...common, Key: required(attributes), UpdateExpression: required(text) }),
});
const shape: Shape = {
  TransactItems: required(listOf(action, { min: 1, max: ACTIONS_MAX })),
  ClientRequestToken: { ...text, min: 1, max: 36 },
  ReturnConsumedCapacity: consumedCapacity,
  ReturnItemCollectionMetrics: itemCollectionMetrics,
};

function prepareAction(database: Database, { ConditionCheck, Put, Delete, Update }: Action): PreparedWrite {
  const given = [ConditionCheck, Put, Delete, Update].filter((part) => part != null);
  if (given.length > 1)
    throw new ValidationException('TransactItems can only contain one of Check, Put, Update or Delete');
  if (ConditionCheck != null) return prepareCheck(database, ConditionCheck);
  if (Put != null) return preparePut(database, Put);
  if (Delete != null) return prepareDelete(database, Delete);
  if (Update != null) return prepareUpdate(database, Update);
  throw new ValidationException(
    'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
  );
}

interface Done {
  readonly reads: Consumption;
}

/** What a repeated request reports: the cost of finding its items as they are. */
function repeatConsumption(plans: readonly WritePlan[], writes: readonly PreparedWrite[]): Consumption {
  const reads = new Consumption(true);
  plans.forEach((plan, at) => {
    reads.read(writes[at]!.table, readUnits(plan.after?.size ?? 0, true) * TRANSACTION_FACTOR);
  });
  return reads;
}

function reply(input: Input, consumption: Consumption, writes: readonly PreparedWrite[]): JsonObject {
  const answer: JsonObject = {};
  const consumed = consumption.report(input.ReturnConsumedCapacity);
  if (consumed !== undefined) answer['ConsumedCapacity'] = consumed;
  const metrics: Record<string, JsonObject[]> = {};
  for (const write of writes) {
    const metric = collectionMetrics(input.ReturnItemCollectionMetrics, write);
    if (metric !== undefined) (metrics[write.table.name] ??= []).push(metric);
  }
  if (Object.keys(metrics).length > 0) answer['ItemCollectionMetrics'] = metrics;
  return answer;
}

export const transactWriteItems = operation<Input>(shape, (database, input) => {
  const writes = input.TransactItems.map((entry) => prepareAction(database, entry));
  refuseSameItem(writes);
  const token = input.ClientRequestToken ?? undefined;
  const request = token === undefined ? '' : JSON.stringify(input.TransactItems);
  const earlier = token === undefined ? undefined : database.tokens.find<Done>(token, request);
  if (earlier !== undefined) return reply(input, earlier.reads, []);
  const isCheck = input.TransactItems.map((entry) => entry.ConditionCheck != null);
  const consumption = new Consumption(true);
  const plans = commitTransaction(database, { writes, isCheck }, consumption);
  if (token !== undefined)
    database.tokens.remember(token, request, { reads: repeatConsumption(plans, writes) });
  return reply(input, consumption, writes);
});
