import { activeTable, type Database } from '../database.ts';
import { ValidationException } from '../errors.ts';
import type { Condition, Path } from '../expressions/ast.ts';
import { valueAt } from '../expressions/evaluate.ts';
import { projectionOf } from '../expressions/projection.ts';
import { type Page, readPage } from '../reads/page.ts';
import { pageLimit, pageReply, type ReadTarget, readTarget } from '../reads/paged-read.ts';
import { ScanCursor } from '../reads/scan-cursor.ts';
import { needsFetch } from '../reads/selection.ts';
import { startPlace } from '../reads/start-key.ts';
import { HASH_SPACE, type Stored } from '../storage/collection.ts';
import type { Cursor } from '../storage/sorted-list.ts';
import type { TableState } from '../storage/table-state.ts';
import { newBag } from '../values/bag.ts';
import { base64ToByteString, byteStringToBase64, isBase64 } from '../values/base64.ts';
import { readItem } from '../values/codec.ts';
import type { Item, JsonObject } from '../values/types.ts';
import type { Select } from './statement.ts';
import { partitionChoices, rangeOf } from './where.ts';

export interface SelectOptions {
  readonly consistent: boolean;
  readonly limit: number | undefined;
  readonly nextToken: string | undefined;
  readonly returnConsumedCapacity: string | undefined;
}

/** Where a page ended: the branch of an IN list, and the last key. Text is kept as UTF-16 units, two bytes each. */
interface Position {
  readonly branch: number;
  readonly key: Item | undefined;
}

function tokenOf(position: Position): string {
  const escaped = JSON.stringify(position).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return byteStringToBase64(escaped);
}

function positionOf(token: string | undefined): Position {
  if (token === undefined) return { branch: 0, key: undefined };
  try {
    const { branch, key } = JSON.parse(isBase64(token) ? base64ToByteString(token) : '') as {
      branch: number;
      key?: unknown;
    };
    return { branch, key: key === undefined ? undefined : readItem(key) };
  } catch {
    throw new ValidationException('Invalid NextToken');
  }
}

/** What the service says of indexes here is not what it says to Query. */
function checkIndex(table: TableState, name: string | undefined, consistent: boolean): void {
  const index = name === undefined ? undefined : table.indexes.get(name)?.index;
  if (name !== undefined && index === undefined) {
    throw new ValidationException('The table does not have the specified index');
  }
  if (consistent && index?.definition.kind === 'global') {
    throw new ValidationException('Strongly consistent read is not supported on Global Secondary Indexes');
  }
}

/** The values at some paths, each under the last name of its path. */
export function selectedPaths(item: Item, paths: readonly Path[]): Item {
  const selected = newBag();
  for (const path of paths) {
    const value = valueAt(item, path);
    if (value !== undefined) selected[lastName(path)] = value;
  }
  return selected;
}

/** `a.b[0]` is `b[0]`. */
function lastName({ steps }: Path): string {
  const at = steps.findLastIndex((step) => typeof step === 'string');
  return (
    steps[at] +
    steps
      .slice(at + 1)
      .map((step) => `[${step}]`)
      .join('')
  );
}

/** A page of one SELECT: a query where the clause fixes the partition key, one query per value of an IN list, else a scan. */
export function runSelect(database: Database, select: Select, options: SelectOptions): JsonObject {
  const table = activeTable(database, select.target.table);
  checkIndex(table, select.target.index, options.consistent);
  const target = readTarget(table, {
    TableName: table.name,
    ...(select.target.index === undefined ? {} : { IndexName: select.target.index }),
    ConsistentRead: options.consistent,
  });
  const schema = target.index?.definition.schema ?? table.schema;
  const branches = partitionChoices(schema, select.where) ?? [select.where];
  const position = positionOf(options.nextToken);
  const where = branches[position.branch];
  const { page, partition } = readBranch(database, select, {
    target,
    where,
    start: position.key,
    limit: options.limit,
  });
  const { LastEvaluatedKey, ...reply } = pageReply(
    database,
    { target, page, partition },
    {
      TableName: table.name,
      ...(options.returnConsumedCapacity === undefined
        ? {}
        : { ReturnConsumedCapacity: options.returnConsumedCapacity }),
    },
  );
  const answer: JsonObject = { Items: page.items };
  if (reply['ConsumedCapacity'] !== undefined) answer['ConsumedCapacity'] = reply['ConsumedCapacity'];
  if (LastEvaluatedKey !== undefined) {
    answer['LastEvaluatedKey'] = LastEvaluatedKey;
    answer['NextToken'] = tokenOf({ branch: position.branch, key: LastEvaluatedKey as Item });
  } else if (position.branch + 1 < branches.length) {
    const rest = runSelect(database, select, {
      ...options,
      nextToken: tokenOf({ branch: position.branch + 1, key: undefined }),
    });
    return { ...rest, Items: [...page.items!, ...(rest['Items'] as Item[])] };
  }
  return answer;
}

interface Branch {
  readonly target: ReadTarget;
  readonly where: Condition | undefined;
  readonly start: Item | undefined;
  readonly limit: number | undefined;
}

function readBranch(
  database: Database,
  select: Select,
  branch: Branch,
): { page: Page; partition: string | undefined } {
  const { target, where, start } = branch;
  const { table, index, consistent } = target;
  const schema = index?.definition.schema ?? table.schema;
  const collection = table.store.collectionFor(index, consistent);
  const from = start && startPlace(table, index, start);
  const keyed = rangeOf({ schema, composite: index !== undefined }, where);
  let cursor: Cursor<Stored>;
  if (keyed === undefined) cursor = new ScanCursor(collection, { first: 0, end: HASH_SPACE }, from);
  else {
    const { range } = keyed;
    const low = from !== undefined && !select.descending ? `${from.sort}\0` : range.low;
    const high = from !== undefined && select.descending ? from.sort : range.high;
    cursor = collection.partition(range.partition)?.range(low, high, !select.descending) ?? {
      next: () => undefined,
    };
  }
  const name = index?.definition.kind === 'global' ? index.definition.name : undefined;
  database.faults.admit({ table, index: name, partition: keyed?.range.partition, direction: 'read' });
  const projection = select.paths && projectionOf(select.paths);
  const page = readPage({
    cursor,
    index,
    limit: pageLimit(database, table, branch.limit),
    filter: keyed === undefined ? where : keyed.filter,
    projection: undefined,
    fetches: needsFetch(index, undefined, projection),
    counts: false,
  });
  const items = select.paths && page.items?.map((item) => selectedPaths(item, select.paths!));
  return { page: items === undefined ? page : { ...page, items }, partition: keyed?.range.partition };
}
