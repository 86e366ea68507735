import { activeTable } from '../database.ts';
import { ValidationException } from '../errors.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { readCondition, readProjection } from '../expressions/read.ts';
import { readPage } from '../reads/page.ts';
import { pageLimit, type PagedInput, pageReply, readTarget } from '../reads/paged-read.ts';
import { checkSelect, needsFetch } from '../reads/selection.ts';
import { startPlace } from '../reads/start-key.ts';
import { HASH_SPACE } from '../storage/collection.ts';
import { ScanCursor, type Segment } from '../reads/scan-cursor.ts';
import { type Field, integer, type Shape } from '../validation/shape.ts';
import { readItem } from '../values/codec.ts';
import { operation } from './operation.ts';
import { pagedShape } from './query.ts';

interface Input extends PagedInput {
  readonly Segment?: number;
  readonly TotalSegments?: number;
}

const segment: Field = { ...integer, min: 0, max: 999_999 };
const totalSegments: Field = { ...integer, min: 1, max: 1_000_000 };
const shape: Shape = { ...pagedShape, Segment: segment, TotalSegments: totalSegments };

/** A segment's share of the places that partition key values can have. */
function segmentOf({ Segment, TotalSegments }: Input): Segment {
  if (Segment == null && TotalSegments == null) return { first: 0, end: HASH_SPACE };
  if (TotalSegments == null) {
    throw new ValidationException(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  }
  if (Segment == null) {
    throw new ValidationException(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    );
  }
  if (Segment >= TotalSegments) {
    throw new ValidationException(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    );
  }
  const share = HASH_SPACE / TotalSegments;
  return { first: Math.ceil(Segment * share), end: Math.ceil((Segment + 1) * share) };
}

export const scan = operation<Input>(shape, (database, input) => {
  checkSelect(input);
  const segment = segmentOf(input);
  const start =
    input.ExclusiveStartKey == null ? undefined : readItem(input.ExclusiveStartKey, 'ExclusiveStartKey');
  const placeholders = new Placeholders(input, {
    FilterExpression: input.FilterExpression,
    ProjectionExpression: input.ProjectionExpression,
  });
  const filter = readCondition('FilterExpression', input.FilterExpression, placeholders);
  const projection = readProjection(input.ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  const target = readTarget(activeTable(database, input.TableName), input);
  const { table, index, consistent } = target;
  const fetches = needsFetch(index, input.Select, projection);
  const from = start && startPlace(table, index, start);
  const name = index?.definition.kind === 'global' ? index.definition.name : undefined;
  database.faults.admit({ table, index: name, direction: 'read' });
  const page = readPage({
    cursor: new ScanCursor(table.store.collectionFor(index, consistent), segment, from),
    index,
    limit: pageLimit(database, table, input.Limit ?? undefined),
    filter,
    projection,
    fetches,
    counts: input.Select === 'COUNT',
  });
  return pageReply(database, { target, page, partition: undefined }, input);
});
