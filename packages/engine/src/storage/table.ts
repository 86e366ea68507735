import { equalItems } from '../values/order.ts';
import { ITEM_BYTES_MAX, itemSize } from '../values/size.ts';
import type { Item } from '../values/types.ts';
import { newBag } from '../values/bag.ts';
import type { Collection, Stored } from './collection.ts';
import { type EncodedKey, keyItem, type KeySchema } from './schema.ts';
import type { BaseChange, IndexChange, SecondaryIndex } from './secondary-index.ts';
import { type LagSource, View } from './view.ts';

export { ITEM_BYTES_MAX };

/** A write that was checked and can no longer fail. */
export interface WritePlan extends BaseChange {
  readonly indexChanges: readonly IndexChange[];
}

export interface ChangeListener {
  /** Called after every write that changed something. */
  changed(change: BaseChange, byService: boolean): void;
}

export function stored(item: Item): Stored {
  return { item, size: itemSize(item) };
}

/** A table's items with everything that follows them: secondary indexes, lagging copies, the stream. */
export class TableStore {
  readonly schema: KeySchema;
  readonly view: View;
  readonly indexes = new Map<string, SecondaryIndex>();
  listener: ChangeListener | undefined;

  constructor(schema: KeySchema, view = new View()) {
    this.schema = schema;
    this.view = view;
  }

  /** An independent store of the same items, with nobody listening. */
  copy({ indexLag, readLag }: LagSources): TableStore {
    const copy = new TableStore(this.schema, this.view.copy(readLag));
    for (const [name, index] of this.indexes)
      copy.indexes.set(name, index.copy(index.definition.kind === 'global' ? indexLag : readLag));
    return copy;
  }

  get(key: EncodedKey): Stored | undefined {
    return this.view.current.get(key.partition, key.sort);
  }

  /** Throws `ValidationException` where an index can't take an item's attributes as its key. */
  checkIndexKeys(item: Item): void {
    for (const index of this.indexes.values()) index.check(item);
  }

  /** What a write will do. Changes nothing. */
  plan(key: EncodedKey, before: Stored | undefined, after: Stored | undefined): WritePlan {
    const change = { key, before, after };
    if (this.indexes.size === 0) return { ...change, indexChanges: NO_CHANGES };
    const indexChanges: IndexChange[] = [];
    for (const index of this.indexes.values()) {
      const planned = index.plan(change);
      if (planned !== undefined) indexChanges.push(planned);
    }
    return { ...change, indexChanges };
  }

  /** `byService` marks deletions that TTL made. */
  apply(plan: WritePlan, byService = false): void {
    const { key, before, after } = plan;
    if (before === undefined && after === undefined) return;
    this.tick();
    this.view.change(key, after);
    for (const change of plan.indexChanges) change.index.apply(change);
    if (this.listener === undefined) return;
    if (before !== undefined && after !== undefined && equalItems(before.item, after.item)) return;
    this.listener.changed(plan, byService);
  }

  private tick(): void {
    this.view.tick();
    for (const index of this.indexes.values()) index.tick();
  }

  items(): Iterable<Stored> {
    return this.view.current.all();
  }

  /** Puts every item that fits into a new index. As on the service, items whose key does not fit are left out. */
  backfill(index: SecondaryIndex, keyOf: (item: Item) => EncodedKey): void {
    for (const entry of this.items()) {
      const place = index.placeOf(entry.item, keyOf(entry.item));
      if (place !== undefined) index.change(place, entry);
    }
  }

  collectionFor(index: SecondaryIndex | undefined, consistent: boolean): Collection {
    return (index ?? this.view).read(consistent);
  }

  /** Switches the lag of index copies and of eventually consistent reads. */
  setLag(
    indexes: LagSource | undefined,
    reads: LagSource | undefined,
    keyOf: (item: Item) => EncodedKey,
  ): void {
    if (indexes === undefined && reads === undefined) {
      for (const view of [this.view, ...this.indexes.values()]) view.setLag(undefined, []);
      return;
    }
    const entries = [...this.items()].map((entry) => [keyOf(entry.item), entry] as const);
    this.view.setLag(reads, entries);
    for (const index of this.indexes.values()) {
      const source = index.definition.kind === 'global' ? indexes : reads;
      const places = entries.flatMap(([key, entry]) => {
        const place = source && index.placeOf(entry.item, key);
        return place === undefined ? [] : [[place, entry] as const];
      });
      index.setLag(source, places);
    }
  }

  startKeyOf(item: Item): Item {
    return keyItem(this.schema, item, newBag());
  }
}

/** Who decides how late the copies of a table's items are; undefined where they are never late. */
export interface LagSources {
  readonly indexLag: LagSource | undefined;
  readonly readLag: LagSource | undefined;
}

const NO_CHANGES: readonly IndexChange[] = [];
