import type { Item } from '../values/types.ts';
import { type Cursor, numberList, type SortedList, stringList } from './sorted-list.ts';

/** An item as it is kept: canonical, never changed in place, with its size in bytes. */
export interface Stored {
  readonly item: Item;
  readonly size: number;
}

/** One item collection: everything under one partition key value, ordered by sort key. Most hold a single item. */
export class Partition {
  readonly key: string;
  /** The place in scan order, unique in its collection. */
  hash: number;
  private onlyKey: string | undefined;
  private only: Stored | undefined;
  private list: SortedList<string, Stored> | undefined;

  constructor(key: string, hash: number) {
    this.key = key;
    this.hash = hash;
  }

  get size(): number {
    return this.list?.size ?? (this.only === undefined ? 0 : 1);
  }

  get(sortKey: string): Stored | undefined {
    if (this.list !== undefined) return this.list.get(sortKey);
    return this.onlyKey === sortKey ? this.only : undefined;
  }

  set(sortKey: string, stored: Stored): Stored | undefined {
    if (this.list !== undefined) return this.list.set(sortKey, stored);
    if (this.only === undefined || this.onlyKey === sortKey) {
      const before = this.only;
      this.onlyKey = sortKey;
      this.only = stored;
      return before;
    }
    this.list = stringList();
    this.list.set(this.onlyKey!, this.only);
    this.only = undefined;
    return this.list.set(sortKey, stored);
  }

  delete(sortKey: string): Stored | undefined {
    if (this.list !== undefined) return this.list.delete(sortKey);
    if (this.onlyKey !== sortKey) return undefined;
    const before = this.only;
    this.only = undefined;
    this.onlyKey = undefined;
    return before;
  }

  /** Shares the items, which nobody changes, and nothing else. */
  copy(): Partition {
    const copy = new Partition(this.key, this.hash);
    copy.onlyKey = this.onlyKey;
    copy.only = this.only;
    copy.list = this.list?.copy(same);
    return copy;
  }

  /** Items with low <= sort key < high. */
  range(low: string | undefined, high: string | undefined, ascending: boolean): Cursor<Stored> {
    if (this.list !== undefined) return this.list.range(low, high, ascending);
    const key = this.onlyKey;
    const inside =
      key !== undefined && (low === undefined || key >= low) && (high === undefined || key < high);
    return once(inside ? this.only : undefined);
  }
}

function same(stored: Stored): Stored {
  return stored;
}

function once<Value>(value: Value | undefined): Cursor<Value> {
  let left = value;
  return {
    next() {
      const now = left;
      left = undefined;
      return now;
    },
  };
}

export const HASH_SPACE = 2 ** 53;

/**
 * 53 bits that look random, from a text. The service places partition key values by a hash that it does not publish;
 * what a program may rely on is only that Scan's order is stable and has nothing to do with the keys' order.
 */
export function placeOf(key: string): number {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let at = 0; at < key.length; at++) {
    const unit = key.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  a ^= a >>> 15;
  return (b >>> 0) * 0x200000 + (a >>> 11);
}

/** All item collections of a table or an index: by partition key value, and in scan order. */
export class Collection {
  private readonly partitions = new Map<string, Partition>();
  private scanOrder = numberList<Partition>();
  itemCount = 0;
  sizeBytes = 0;

  partition(key: string): Partition | undefined {
    return this.partitions.get(key);
  }

  get(partitionKey: string, sortKey: string): Stored | undefined {
    return this.partitions.get(partitionKey)?.get(sortKey);
  }

  set(partitionKey: string, sortKey: string, stored: Stored): void {
    let partition = this.partitions.get(partitionKey);
    if (partition === undefined) {
      partition = new Partition(partitionKey, this.freePlace(placeOf(partitionKey)));
      this.partitions.set(partitionKey, partition);
      this.scanOrder.set(partition.hash, partition);
    }
    const before = partition.set(sortKey, stored);
    if (before === undefined) this.itemCount++;
    this.sizeBytes += stored.size - (before?.size ?? 0);
  }

  /** Two keys on one place are rare (one in ten thousand tables of a million keys); the later one moves up. */
  private freePlace(hash: number): number {
    let place = hash;
    while (this.scanOrder.get(place) !== undefined) place = (place + 1) % HASH_SPACE;
    return place;
  }

  delete(partitionKey: string, sortKey: string): void {
    const partition = this.partitions.get(partitionKey);
    const before = partition?.delete(sortKey);
    if (partition === undefined || before === undefined) return;
    this.itemCount--;
    this.sizeBytes -= before.size;
    if (partition.size > 0) return;
    this.partitions.delete(partitionKey);
    this.scanOrder.delete(partition.hash);
  }

  /** An independent collection of the same items. */
  copy(): Collection {
    const copy = new Collection();
    copy.itemCount = this.itemCount;
    copy.sizeBytes = this.sizeBytes;
    copy.scanOrder = this.scanOrder.copy((partition) => {
      const own = partition.copy();
      copy.partitions.set(own.key, own);
      return own;
    });
    return copy;
  }

  /** Partitions in scan order with first <= place < end. */
  scan(first: number, end: number): Cursor<Partition> {
    return this.scanOrder.range(first, end, true);
  }

  /** Every stored item, in scan order. */
  *all(): Generator<Stored> {
    const partitions = this.scan(0, HASH_SPACE);
    for (let partition = partitions.next(); partition !== undefined; partition = partitions.next()) {
      const items = partition.range(undefined, undefined, true);
      for (let stored = items.next(); stored !== undefined; stored = items.next()) yield stored;
    }
  }
}
