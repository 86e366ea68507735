import type { Stream } from '../streams/stream.ts';
import type { Item } from '../values/types.ts';
import { type EncodedKey, keyOfItem, type KeyAttribute, type KeySchema } from './schema.ts';
import type { SecondaryIndex } from './secondary-index.ts';
import type { LagSources, TableStore } from './table.ts';

export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export type BillingMode = 'PROVISIONED' | 'PAY_PER_REQUEST';

/** What a table or an index can be besides active, until a moment of the engine's clock. */
export interface Transition {
  readonly status: 'CREATING' | 'UPDATING' | 'DELETING';
  readonly untilMs: number;
}

export interface IndexState {
  readonly index: SecondaryIndex;
  transition: Transition | undefined;
  throughput: Throughput;
  backfilling: boolean;
}

export interface TimeToLive {
  readonly attribute: string;
  readonly enabled: boolean;
  readonly changedMs: number;
}

/** Everything that the engine knows about one table. */
export class TableState {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly createdMs: number;
  readonly store: TableStore;
  attributes: readonly KeyAttribute[];
  readonly indexes = new Map<string, IndexState>();
  transition: Transition | undefined;
  billing: BillingMode = 'PROVISIONED';
  billingChangedMs: number | undefined;
  throughput: Throughput = { read: 0, write: 0 };
  onDemandMaximum: Partial<Throughput> | undefined;
  deletionProtection = false;
  tableClass: string | undefined;
  ttl: TimeToLive | undefined;
  stream: Stream | undefined;
  readonly tags = new Map<string, string>();

  constructor(
    identity: { name: string; arn: string; id: string; createdMs: number },
    store: TableStore,
    attributes: readonly KeyAttribute[],
  ) {
    this.name = identity.name;
    this.arn = identity.arn;
    this.id = identity.id;
    this.createdMs = identity.createdMs;
    this.store = store;
    this.attributes = attributes;
  }

  get schema(): KeySchema {
    return this.store.schema;
  }

  /** Throws `ValidationException` for an item without a proper key; see `keyOfItem`. */
  keyOf(item: Item, tersely = false): EncodedKey {
    return keyOfItem(this.schema, item, tersely);
  }

  /** An independent table that holds the same; `streams` has the copies of its streams. */
  copy(sources: LagSources, streams: ReadonlyMap<string, Stream>): TableState {
    const copy = new TableState(this, this.store.copy(sources), this.attributes);
    for (const [name, state] of this.indexes)
      copy.indexes.set(name, { ...state, index: copy.store.indexes.get(name)! });
    copy.transition = this.transition;
    copy.billing = this.billing;
    copy.billingChangedMs = this.billingChangedMs;
    copy.throughput = this.throughput;
    copy.onDemandMaximum = this.onDemandMaximum;
    copy.deletionProtection = this.deletionProtection;
    copy.tableClass = this.tableClass;
    copy.ttl = this.ttl;
    copy.stream = this.stream && streams.get(this.stream.identity.arn);
    // The only one that listens to a table is its open stream.
    copy.store.listener = this.store.listener && copy.stream;
    for (const [key, value] of this.tags) copy.tags.set(key, value);
    return copy;
  }

  addIndex(state: IndexState): void {
    const { name } = state.index.definition;
    this.indexes.set(name, state);
    this.store.indexes.set(name, state.index);
  }

  removeIndex(name: string): void {
    this.indexes.delete(name);
    this.store.indexes.delete(name);
  }

  get hasLocalIndexes(): boolean {
    for (const { index } of this.indexes.values()) if (index.definition.kind === 'local') return true;
    return false;
  }
}
