import { activeTable } from '../database.ts';
import { ValidationException } from '../errors.ts';
import type { Condition } from '../expressions/ast.ts';
import { pathsIn } from '../expressions/conditions.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { readCondition, readProjection } from '../expressions/read.ts';
import { keyRange, type KeyRange, scalarName } from '../reads/key-condition.ts';
import { readPage } from '../reads/page.ts';
import { pageLimit, type PagedInput, pageReply, type ReadTarget, readTarget } from '../reads/paged-read.ts';
import { checkSelect, needsFetch } from '../reads/selection.ts';
import { startPlace } from '../reads/start-key.ts';
import { keyAttributes, type KeySchema } from '../storage/schema.ts';
import {
  attributes,
  consumedCapacity,
  type Field,
  flag,
  indexName,
  integer,
  oneOf,
  type Shape,
  tableName,
  text,
} from '../validation/shape.ts';
import { readItem } from '../values/codec.ts';
import type { Item } from '../values/types.ts';
import { operation } from './operation.ts';

interface Input extends PagedInput {
  readonly KeyConditionExpression?: string;
  readonly ScanIndexForward?: boolean;
}

const limit: Field = { ...integer, min: 1 };

/** What Query and Scan have in common. */
export const pagedShape: Shape = {
  TableName: tableName,
  IndexName: indexName,
  Select: oneOf('SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'),
  Limit: limit,
  ConsistentRead: flag,
  ReturnConsumedCapacity: consumedCapacity,
  ExclusiveStartKey: attributes,
  FilterExpression: text,
  ProjectionExpression: text,
  ExpressionAttributeNames: attributes,
  ExpressionAttributeValues: attributes,
};

const shape: Shape = { ...pagedShape, KeyConditionExpression: text, ScanIndexForward: flag };

function refuseKeysInFilter(filter: Condition | undefined, schema: KeySchema): void {
  if (filter === undefined) return;
  const keys = new Set(keyAttributes(schema).map(({ name }) => name));
  for (const path of pathsIn(filter)) {
    if (!keys.has(path.steps[0] as string)) continue;
    const name = scalarName(path);
    throw new ValidationException(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`,
    );
  }
}

const OUTSIDE = 'The provided starting key is outside query boundaries based on provided conditions';
const PREDICATE = 'The provided starting key does not match the range key predicate';

/** The range that is left behind (or, backwards, before) the start key. */
function rangeFrom(range: KeyRange, start: Item, target: ReadTarget & { forward: boolean }): KeyRange {
  const place = startPlace(target.table, target.index, start);
  if (place.partition !== range.partition) throw new ValidationException(OUTSIDE);
  const { low, high } = range;
  if ((low !== undefined && place.sort < low) || (high !== undefined && place.sort >= high)) {
    throw new ValidationException(PREDICATE);
  }
  return target.forward ? { ...range, low: `${place.sort}\0` } : { ...range, high: place.sort };
}

export const query = operation<Input>(shape, (database, input) => {
  checkSelect(input);
  const start =
    input.ExclusiveStartKey == null ? undefined : readItem(input.ExclusiveStartKey, 'ExclusiveStartKey');
  const placeholders = new Placeholders(input, {
    KeyConditionExpression: input.KeyConditionExpression,
    FilterExpression: input.FilterExpression,
    ProjectionExpression: input.ProjectionExpression,
  });
  const condition = readCondition('KeyConditionExpression', input.KeyConditionExpression, placeholders);
  const filter = readCondition('FilterExpression', input.FilterExpression, placeholders);
  const projection = readProjection(input.ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  if (condition === undefined) {
    throw new ValidationException(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  }
  const target = readTarget(activeTable(database, input.TableName), input);
  const { table, index, consistent } = target;
  const schema = index?.definition.schema ?? table.schema;
  const forward = input.ScanIndexForward !== false;
  let range = keyRange(condition, { schema, composite: index !== undefined });
  refuseKeysInFilter(filter, schema);
  const fetches = needsFetch(index, input.Select, projection);
  if (start !== undefined) range = rangeFrom(range, start, { ...target, forward });
  const name = index?.definition.kind === 'global' ? index.definition.name : undefined;
  database.faults.admit({ table, index: name, partition: range.partition, direction: 'read' });
  const partition = table.store.collectionFor(index, consistent).partition(range.partition);
  const page = readPage({
    cursor: partition?.range(range.low, range.high, forward) ?? NOTHING,
    index,
    limit: pageLimit(database, table, input.Limit ?? undefined),
    filter,
    projection,
    fetches,
    counts: input.Select === 'COUNT',
  });
  return pageReply(database, { target, page, partition: range.partition }, input);
});

const NOTHING = { next: () => undefined };
