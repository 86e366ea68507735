import { Consumption } from '../capacity/consumption.ts';
import { readUnits } from '../capacity/units.ts';
import { activeIndex, type Database } from '../database.ts';
import { ValidationException } from '../errors.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';
import type { TableState } from '../storage/table-state.ts';
import type { JsonObject } from '../values/types.ts';
import type { Page } from './page.ts';

export interface PagedInput {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Select?: string;
  readonly Limit?: number;
  readonly ConsistentRead?: boolean;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: unknown;
  readonly ExpressionAttributeValues?: unknown;
  readonly ExclusiveStartKey?: unknown;
  readonly ReturnConsumedCapacity?: string;
}

export interface ReadTarget {
  readonly table: TableState;
  readonly index: SecondaryIndex | undefined;
  readonly consistent: boolean;
}

export function readTarget(table: TableState, input: PagedInput): ReadTarget {
  const index = input.IndexName == null ? undefined : activeIndex(table, input.IndexName).index;
  const consistent = input.ConsistentRead === true;
  if (consistent && index?.definition.kind === 'global') {
    throw new ValidationException('Consistent reads are not supported on global secondary indexes');
  }
  return { table, index, consistent };
}

/** How many items the page may evaluate: the request's limit, or fewer where a fault ends pages early. */
export function pageLimit(database: Database, table: TableState, limit: number | undefined): number {
  const most = limit ?? Infinity;
  if (!database.faults.strikes('early-page', table.name)) return most;
  return Math.min(most, Math.max(1, database.faults.keeps('early-page', Math.min(most, EARLY_ITEMS))));
}

const EARLY_ITEMS = 25;

/** Charges a page and builds the reply that Query and Scan share. */
export function pageReply(
  database: Database,
  read: { target: ReadTarget; page: Page; partition: string | undefined },
  input: PagedInput,
): JsonObject {
  const { page, target, partition } = read;
  const { table, index, consistent } = target;
  const consumption = new Consumption();
  const units = readUnits(page.bytes, consistent);
  const fetched = page.fetchedSizes.reduce((sum, size) => sum + readUnits(size, consistent), 0);
  if (index === undefined) consumption.read(table, units);
  else {
    consumption.read(table, fetched);
    consumption.readIndex(table, index, units);
  }
  const name = index?.definition.kind === 'global' ? index.definition.name : undefined;
  database.faults.charge({ table, index: name, partition, direction: 'read' }, units + fetched);
  const reply: JsonObject = {};
  if (page.items !== undefined) reply['Items'] = page.items;
  reply['Count'] = page.count;
  reply['ScannedCount'] = page.scannedCount;
  if (page.last !== undefined) {
    reply['LastEvaluatedKey'] =
      index === undefined ? table.store.startKeyOf(page.last) : index.startKeyOf(page.last);
  }
  const consumed = consumption.reportOne(input.ReturnConsumedCapacity);
  if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
  return reply;
}
