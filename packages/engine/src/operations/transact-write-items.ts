import { Consumption } from '../capacity/consumption.ts';
import { readUnits } from '../capacity/units.ts';
import type { Database } from '../database.ts';
import { KeyMismatchException, ValidationException } from '../errors.ts';
import type { WritePlan } from '../storage/table.ts';
import type { TableState } from '../storage/table-state.ts';
import { type Reason, reasonOf } from '../transactions/cancellation.ts';
import { commitTransaction, TRANSACTION_FACTOR } from '../transactions/commit.ts';
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
import { type KeyedInput, readCheck, readDelete, readUpdateWrite } from '../writes/prepare-keyed.ts';
import { type PutInput, readPut } from '../writes/prepare-put.ts';
import type { PreparedWrite, ReadWrite } from '../writes/prepared.ts';
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

function readAction({ ConditionCheck, Put, Delete, Update }: Action): ReadWrite {
  const given = [ConditionCheck, Put, Delete, Update].filter((part) => part != null);
  if (given.length > 1) {
    throw new ValidationException('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  if (ConditionCheck != null) return readCheck(ConditionCheck);
  if (Put != null) return readPut(Put);
  if (Delete != null) return readDelete(Delete);
  if (Update != null) return readUpdateWrite(Update);
  throw new ValidationException(
    'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
  );
}

/** A key that does not fit its table is a reason for cancellation; all else that is wrong by now is an error. */
function resolved(database: Database, read: ReadWrite): PreparedWrite | Reason {
  try {
    return read(database);
  } catch (error) {
    if (error instanceof KeyMismatchException) return reasonOf(error)!;
    throw error;
  }
}

/** What finding the items of a finished request costs, in the order of its actions. It is kept for ten minutes, so it is small. */
interface Done {
  readonly tables: readonly TableState[];
  readonly units: readonly number[];
}

function doneBy(plans: readonly WritePlan[], writes: readonly PreparedWrite[]): Done {
  return {
    tables: writes.map(({ table }) => table),
    units: plans.map(({ after }) => readUnits(after?.size ?? 0, true) * TRANSACTION_FACTOR),
  };
}

/** What a repeated request reports: the cost of finding its items as they are. */
function repeatConsumption({ tables, units }: Done): Consumption {
  const reads = new Consumption(true);
  tables.forEach((table, at) => reads.read(table, units[at]!));
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
  const reads = input.TransactItems.map(readAction);
  const actions = reads.map((read) => resolved(database, read));
  const token = input.ClientRequestToken ?? undefined;
  const request = token === undefined ? '' : JSON.stringify(input.TransactItems);
  const earlier = token === undefined ? undefined : database.tokens.find<Done>(token, request);
  if (earlier !== undefined) return reply(input, repeatConsumption(earlier), []);
  const isCheck = input.TransactItems.map((entry) => entry.ConditionCheck != null);
  const consumption = new Consumption(true);
  const plans = commitTransaction(database, { actions, isCheck }, consumption);
  const writes = actions as PreparedWrite[];
  if (token !== undefined) {
    database.tokens.remember(token, request, doneBy(plans, writes));
  }
  return reply(input, consumption, writes);
});
