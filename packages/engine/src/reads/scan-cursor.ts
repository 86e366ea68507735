import { ValidationException } from '../errors.ts';
import { type Collection, type Partition, placeOf, type Stored } from '../storage/collection.ts';
import type { EncodedKey } from '../storage/schema.ts';
import type { Cursor } from '../storage/sorted-list.ts';

/** The places first <= place < end. */
export interface Segment {
  readonly first: number;
  readonly end: number;
}

/** Items of a segment in scan order, behind the start key where there is one. */
export class ScanCursor implements Cursor<Stored> {
  private readonly partitions: Cursor<Partition>;
  private items: Cursor<Stored> | undefined;

  constructor(collection: Collection, { first, end }: Segment, start: EncodedKey | undefined) {
    let from = first;
    if (start !== undefined) {
      const partition = collection.partition(start.partition);
      const place = partition?.hash ?? placeOf(start.partition);
      if (place < first || place >= end) {
        throw new ValidationException(
          'The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment.',
        );
      }
      from = place + 1;
      this.items = partition?.range(`${start.sort}\0`, undefined, true);
    }
    this.partitions = collection.scan(from, end);
  }

  next(): Stored | undefined {
    for (;;) {
      const stored = this.items?.next();
      if (stored !== undefined) return stored;
      const partition = this.partitions.next();
      if (partition === undefined) return undefined;
      this.items = partition.range(undefined, undefined, true);
    }
  }
}
