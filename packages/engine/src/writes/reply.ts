import { newBag } from '../values/bag.ts';
import type { Item, JsonObject } from '../values/types.ts';
import type { PreparedWrite, WriteResult } from './prepared.ts';

export interface ReplyInput {
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
}

/** A reply with the members that all single writes have in common. Empty members are left out. */
export function writeReply(input: ReplyInput, write: PreparedWrite, result: WriteResult): JsonObject {
  const reply: JsonObject = {};
  const consumed = result.consumption.reportOne(input.ReturnConsumedCapacity);
  if (consumed !== undefined) reply['ConsumedCapacity'] = consumed;
  const metrics = collectionMetrics(input.ReturnItemCollectionMetrics, write);
  if (metrics !== undefined) reply['ItemCollectionMetrics'] = metrics;
  return reply;
}

/**
 * Only for tables with a local index. The estimate is a range of whole gigabytes, and what one process holds stays
 * in the first.
 */
export function collectionMetrics(mode: string | undefined, write: PreparedWrite): JsonObject | undefined {
  if (mode !== 'SIZE' || !write.table.hasLocalIndexes) return undefined;
  const ItemCollectionKey = newBag();
  for (const { name } of write.table.schema.hash) ItemCollectionKey[name] = write.keyItem[name]!;
  return { ItemCollectionKey, SizeEstimateRangeGB: [0, 1] };
}

export function withAttributes(reply: JsonObject, attributes: Item | undefined): JsonObject {
  if (attributes === undefined) return reply;
  for (const _name in attributes) return { Attributes: attributes, ...reply };
  return reply;
}
