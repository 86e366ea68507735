import { Collection, type Stored } from './collection.ts';
import type { EncodedKey } from './schema.ts';

/** How far an eventually consistent copy may be behind: by writes to the table, by milliseconds, or both. */
export interface LagBound {
  readonly writes?: number;
  readonly ms?: number;
}

export interface LagSource {
  readonly bound: LagBound;
  /** 0 <= x < 1; how much of the bound a change waits. */
  random(): number;
  now(): number;
}

interface Change {
  readonly key: EncodedKey;
  /** Undefined for a deletion. */
  readonly stored: Stored | undefined;
  readonly dueMs: number;
  readonly dueWrite: number;
}

function change(collection: Collection, key: EncodedKey, stored: Stored | undefined): void {
  if (stored === undefined) collection.delete(key.partition, key.sort);
  else collection.set(key.partition, key.sort, stored);
}

/** A copy that receives changes late but in order. */
class LaggingCopy {
  readonly collection: Collection;
  private readonly queue: Change[] = [];
  private head = 0;
  private writes = 0;
  readonly source: LagSource;

  constructor(source: LagSource, collection: Collection) {
    this.source = source;
    this.collection = collection;
  }

  copy(source: LagSource): LaggingCopy {
    const copy = new LaggingCopy(source, this.collection.copy());
    copy.queue.push(...this.queue.slice(this.head));
    copy.writes = this.writes;
    return copy;
  }

  push(key: EncodedKey, stored: Stored | undefined): void {
    const share = this.source.random();
    const { ms, writes } = this.source.bound;
    const dueMs = ms === undefined ? Infinity : this.source.now() + Math.ceil(share * ms);
    const dueWrite = writes === undefined ? Infinity : this.writes + Math.ceil(share * writes) + 1;
    this.queue.push({ key, stored, dueMs, dueWrite });
  }

  /** One write to the table has happened; what waited for it may pass. */
  tick(): void {
    this.writes++;
  }

  /** Applies what is due. A change never overtakes an earlier one. */
  settle(): Collection {
    const now = this.source.now();
    for (; this.head < this.queue.length; this.head++) {
      const next = this.queue[this.head]!;
      if (next.dueMs > now && next.dueWrite > this.writes) break;
      change(this.collection, next.key, next.stored);
    }
    if (this.head > 1000 && this.head * 2 > this.queue.length) {
      this.queue.splice(0, this.head);
      this.head = 0;
    }
    return this.collection;
  }
}

/**
 * The items of a table or an index: as they are, and (while a fault asks for lag) as an eventually consistent read
 * may see them.
 */
export class View {
  current = new Collection();
  private lagging: LaggingCopy | undefined;

  change(key: EncodedKey, stored: Stored | undefined): void {
    change(this.current, key, stored);
    this.lagging?.push(key, stored);
  }

  tick(): void {
    this.lagging?.tick();
  }

  /** Takes over what another view shows, on every level of lag; the source is this view's own. */
  protected copyFrom(other: View, source: LagSource | undefined): void {
    this.current = other.current.copy();
    this.lagging = source && other.lagging?.copy(source);
  }

  /** An independent view of the same items. */
  copy(source: LagSource | undefined): View {
    const copy = new View();
    copy.copyFrom(this, source);
    return copy;
  }

  /** What a read sees. */
  read(consistent: boolean): Collection {
    return consistent || this.lagging === undefined ? this.current : this.lagging.settle();
  }

  setLag(source: LagSource | undefined, entries: Iterable<readonly [EncodedKey, Stored]>): void {
    this.lagging = undefined;
    if (source === undefined) return;
    const copy = new LaggingCopy(source, new Collection());
    for (const [key, stored] of entries) change(copy.collection, key, stored);
    this.lagging = copy;
  }
}
