/**
 * An ordered map in chunks: two levels of arrays, a B-tree of fixed height. A chunk holds up to `CHUNK_MAX` keys, so
 * that an insertion moves a few hundred words at most, and a million keys have about six thousand chunks, which one
 * binary search crosses. Compared with a tree of nodes it needs two words a key and no rebalancing.
 *
 * The class is made anew for strings and for numbers, because V8 specialises comparisons per closure.
 */
export type SortKey = string | number;

export interface Cursor<Value> {
  /** The next value in the cursor's direction, or undefined at the end. */
  next(): Value | undefined;
}

const CHUNK_MAX = 256;

export interface SortedList<Key extends SortKey, Value> {
  readonly size: number;
  get(key: Key): Value | undefined;
  /** Returns the value that was there before. */
  set(key: Key, value: Value): Value | undefined;
  /** False, and nothing is done, where the key is there. */
  add(key: Key, value: Value): boolean;
  delete(key: Key): Value | undefined;
  /** An independent list of the same keys and values. */
  copy(): SortedList<Key, Value>;
  /** Values with low <= key < high, ascending or descending; an undefined bound is open. */
  range(low: Key | undefined, high: Key | undefined, ascending: boolean): Cursor<Value>;
}

interface Chunk<Key, Value> {
  keys: Key[];
  values: Value[];
}

// One closure per key type is the point of this function, so that it can't be taken apart.
// eslint-disable-next-line max-lines-per-function
function sortedListClass<Key extends SortKey>() {
  /** The first place whose key is not smaller. */
  function lowerBound(keys: readonly Key[], key: Key): number {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  class RangeCursor<Value> implements Cursor<Value> {
    private readonly chunks: readonly Chunk<Key, Value>[];
    private chunk: number;
    private at: number;
    private readonly step: 1 | -1;
    private readonly bound: Key | undefined;
    constructor(
      chunks: readonly Chunk<Key, Value>[],
      place: { chunk: number; at: number },
      end: { step: 1 | -1; bound: Key | undefined },
    ) {
      this.chunks = chunks;
      this.chunk = place.chunk;
      this.at = place.at;
      this.step = end.step;
      this.bound = end.bound;
    }
    next(): Value | undefined {
      const chunk = this.chunks[this.chunk];
      if (chunk === undefined) return undefined;
      const key = chunk.keys[this.at];
      if (key === undefined) return this.nextChunk();
      if (this.bound !== undefined && (this.step === 1 ? key >= this.bound : key < this.bound))
        return undefined;
      const value = chunk.values[this.at];
      this.at += this.step;
      return value;
    }
    private nextChunk(): Value | undefined {
      this.chunk += this.step;
      const chunk = this.chunks[this.chunk];
      if (chunk === undefined) return undefined;
      this.at = this.step === 1 ? 0 : chunk.keys.length - 1;
      return this.next();
    }
  }

  return class ChunkedList<Value> implements SortedList<Key, Value> {
    size = 0;
    private readonly chunks: Chunk<Key, Value>[] = [];
    /** The greatest key of each chunk. */
    private readonly tops: Key[] = [];

    get(key: Key): Value | undefined {
      const chunk = this.chunks[lowerBound(this.tops, key)];
      if (chunk === undefined) return undefined;
      const at = lowerBound(chunk.keys, key);
      return chunk.keys[at] === key ? chunk.values[at] : undefined;
    }

    set(key: Key, value: Value): Value | undefined {
      return this.put(key, value, true);
    }

    add(key: Key, value: Value): boolean {
      const { size } = this;
      this.put(key, value, false);
      return this.size > size;
    }

    private put(key: Key, value: Value, isReplacing: boolean): Value | undefined {
      if (this.chunks.length === 0) {
        this.chunks.push({ keys: [key], values: [value] });
        this.tops.push(key);
        this.size = 1;
        return undefined;
      }
      const place = Math.min(lowerBound(this.tops, key), this.chunks.length - 1);
      const { keys, values } = this.chunks[place]!;
      const at = lowerBound(keys, key);
      if (keys[at] === key) {
        const before = values[at];
        if (isReplacing) values[at] = value;
        return before;
      }
      if (at === keys.length) {
        keys.push(key);
        values.push(value);
        this.tops[place] = key;
      } else {
        keys.splice(at, 0, key);
        values.splice(at, 0, value);
      }
      this.size++;
      if (keys.length > CHUNK_MAX) this.split(place, at);
      return undefined;
    }

    /** Rising keys leave full chunks behind them: only the last key moves to a new one. */
    private split(place: number, insertedAt: number): void {
      const { keys, values } = this.chunks[place]!;
      const rising = place === this.chunks.length - 1 && insertedAt === keys.length - 1;
      const cut = rising ? keys.length - 1 : keys.length >>> 1;
      const upper = { keys: keys.splice(cut), values: values.splice(cut) };
      this.chunks.splice(place + 1, 0, upper);
      this.tops.splice(place, 1, keys[keys.length - 1]!, upper.keys[upper.keys.length - 1]!);
    }

    delete(key: Key): Value | undefined {
      const place = lowerBound(this.tops, key);
      const chunk = this.chunks[place];
      if (chunk === undefined) return undefined;
      const at = lowerBound(chunk.keys, key);
      if (chunk.keys[at] !== key) return undefined;
      const before = chunk.values[at];
      chunk.keys.splice(at, 1);
      chunk.values.splice(at, 1);
      this.size--;
      if (chunk.keys.length === 0) {
        this.chunks.splice(place, 1);
        this.tops.splice(place, 1);
      } else if (at === chunk.keys.length) {
        this.tops[place] = chunk.keys[at - 1]!;
      }
      return before;
    }

    copy(): ChunkedList<Value> {
      const list = new ChunkedList<Value>();
      list.size = this.size;
      list.tops.push(...this.tops);
      for (const { keys, values } of this.chunks)
        list.chunks.push({ keys: keys.slice(), values: values.slice() });
      return list;
    }

    range(low: Key | undefined, high: Key | undefined, ascending: boolean): Cursor<Value> {
      if (ascending) {
        const place = low === undefined ? { chunk: 0, at: 0 } : this.place(low);
        return new RangeCursor(this.chunks, place, { step: 1, bound: high });
      }
      const last = this.chunks.length - 1;
      const place =
        high === undefined
          ? { chunk: last, at: (this.chunks[last]?.keys.length ?? 0) - 1 }
          : this.placeBefore(high);
      return new RangeCursor(this.chunks, place, { step: -1, bound: low });
    }

    private place(key: Key): { chunk: number; at: number } {
      const chunk = lowerBound(this.tops, key);
      return { chunk, at: chunk < this.chunks.length ? lowerBound(this.chunks[chunk]!.keys, key) : 0 };
    }

    private placeBefore(key: Key): { chunk: number; at: number } {
      const { chunk, at } = this.place(key);
      if (at > 0) return { chunk, at: at - 1 };
      return { chunk: chunk - 1, at: (this.chunks[chunk - 1]?.keys.length ?? 0) - 1 };
    }
  };
}

const StringList = sortedListClass<string>();
const NumberList = sortedListClass<number>();

export function stringList<Value>(): SortedList<string, Value> {
  return new StringList<Value>();
}

export function numberList<Value>(): SortedList<number, Value> {
  return new NumberList<Value>();
}
