import type { Condition } from '../expressions/ast.ts';
import { meets } from '../expressions/evaluate.ts';
import { project, type Projection } from '../expressions/projection.ts';
import type { Stored } from '../storage/collection.ts';
import type { Cursor } from '../storage/sorted-list.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';
import type { Item } from '../values/types.ts';

/** Source: API reference of Query and Scan: 1 MB is processed per page, before any filter. */
const PAGE_BYTES_MAX = 1024 * 1024;

export interface PageRequest {
  readonly cursor: Cursor<Stored>;
  readonly index: SecondaryIndex | undefined;
  /** The most items to evaluate. */
  readonly limit: number;
  readonly filter: Condition | undefined;
  readonly projection: Projection | undefined;
  /** Whole items even where the index holds less (local indexes fetch the rest from the table). */
  readonly fetches: boolean;
  readonly counts: boolean;
}

export interface Page {
  /** Undefined where only the count was asked for. */
  readonly items: Item[] | undefined;
  readonly count: number;
  readonly scannedCount: number;
  readonly bytes: number;
  /** Whole items that a local index had to fetch, by their sizes. */
  readonly fetchedSizes: number[];
  /** The last item evaluated, where the page ended before its end was known. */
  readonly last: Item | undefined;
}

/** Evaluates items until the page is full. A page that ends by its limit does not know whether more would follow. */
export function readPage(request: PageRequest): Page {
  const { cursor, index, limit, filter, fetches, counts } = request;
  const items: Item[] = [];
  const fetchedSizes: number[] = [];
  let count = 0;
  let scannedCount = 0;
  let bytes = 0;
  let last: Item | undefined;
  while (scannedCount < limit && bytes < PAGE_BYTES_MAX) {
    const entry = cursor.next();
    if (entry === undefined)
      return { items: counts ? undefined : items, count, scannedCount, bytes, fetchedSizes, last: undefined };
    scannedCount++;
    last = entry.item;
    const partial = index?.projected !== undefined;
    bytes += partial ? index.projectedSize(entry) : entry.size;
    if (partial && fetches) fetchedSizes.push(entry.size);
    const visible = partial && !fetches ? index.projectedItem(entry.item) : entry.item;
    // A filter on a local index sees the whole item, as DynamoDB Local's does.
    const judged = index?.definition.kind === 'local' ? entry.item : visible;
    if (filter !== undefined && !meets(filter, judged)) continue;
    count++;
    if (!counts) items.push(request.projection ? project(visible, request.projection) : visible);
  }
  return { items: counts ? undefined : items, count, scannedCount, bytes, fetchedSizes, last };
}
