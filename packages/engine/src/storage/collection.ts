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
  /** Whose mark it is may change it: one collection, or none once that has been copied. */
  readonly owner: Owner;
  private onlyKey: string | undefined;
  private only: Stored | undefined;
  private list: SortedList<string, Stored> | undefined;

  constructor(key: string, { hash, owner }: { hash: number; owner: Owner }) {
    this.key = key;
    this.hash = hash;
    this.owner = owner;
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
  copy(owner: Owner): Partition {
    const copy = new Partition(this.key, { hash: this.hash, owner });
    copy.onlyKey = this.onlyKey;
    copy.only = this.only;
    copy.list = this.list?.copy();
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

/** A mark: all that matters of it is which one it is. */
type Owner = object;

/**
 * All item collections of a table or an index: by partition key value, and in scan order. A copy shares everything until
 * one of the two is changed, and then only what is changed becomes its own: most copies of a large table are read.
 */
export class Collection {
  private partitions = new Map<string, Partition>();
  private scanOrder = numberList<Partition>();
  private owner: Owner = {};
  private isShared = false;
  itemCount = 0;
  sizeBytes = 0;

  partition(key: string): Partition | undefined {
    return this.partitions.get(key);
  }

  get(partitionKey: string, sortKey: string): Stored | undefined {
    return this.partitions.get(partitionKey)?.get(sortKey);
  }

  set(partitionKey: string, sortKey: string, stored: Stored): void {
    this.unshare();
    const before = (this.own(partitionKey) ?? this.begin(partitionKey)).set(sortKey, stored);
    if (before === undefined) this.itemCount++;
    this.sizeBytes += stored.size - (before?.size ?? 0);
  }

  private begin(key: string): Partition {
    const partition = new Partition(key, { hash: placeOf(key), owner: this.owner });
    this.partitions.set(key, partition);
    // Two keys on one place are rare (one in ten thousand tables of a million keys); the later one moves up.
    while (!this.scanOrder.add(partition.hash, partition)) partition.hash = (partition.hash + 1) % HASH_SPACE;
    return partition;
  }

  delete(partitionKey: string, sortKey: string): void {
    const before = this.get(partitionKey, sortKey);
    if (before === undefined) return;
    this.unshare();
    const partition = this.own(partitionKey)!;
    partition.delete(sortKey);
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
    copy.partitions = this.partitions;
    copy.scanOrder = this.scanOrder;
    copy.isShared = true;
    this.isShared = true;
    return copy;
  }

  /** Before a change: from now on the order is this collection's own, and none of the partitions in it. */
  private unshare(): void {
    if (!this.isShared) return;
    this.isShared = false;
    this.owner = {};
    this.partitions = new Map(this.partitions);
    this.scanOrder = this.scanOrder.copy();
  }

  /** The partition, as one that may be changed. */
  private own(key: string): Partition | undefined {
    const partition = this.partitions.get(key);
    if (partition === undefined || partition.owner === this.owner) return partition;
    const own = partition.copy(this.owner);
    this.partitions.set(key, own);
    this.scanOrder.set(own.hash, own);
    return own;
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
