/** A value that DynamoDB accepts in a key: a string, a number or binary. */
export type KeyValue = string | number | bigint | Uint8Array;

/** How DynamoDB calls the type of a key value: string, number or binary. */
export type KeyType = 'S' | 'N' | 'B';

/** The type of a key value, or undefined if DynamoDB would refuse it in a key. */
export function keyTypeOf(value: unknown): KeyType | undefined {
  if (typeof value === 'string') return value === '' ? undefined : 'S';
  if (typeof value === 'number') return Number.isFinite(value) ? 'N' : undefined;
  if (typeof value === 'bigint') return 'N';
  return value instanceof Uint8Array && value.length > 0 ? 'B' : undefined;
}

/** Whether a value can stand in a key. */
export function isKeyValue(value: unknown): value is KeyValue {
  return keyTypeOf(value) !== undefined;
}

/**
 * The order in which DynamoDB keeps sort keys: numbers by value, strings and binary by their (UTF-8) bytes, unsigned.
 * JavaScript's own order of strings differs from it beyond U+FFFF, because it compares UTF-16 code units.
 * Source: "Query" in the DynamoDB developer guide, section on the order of results.
 */
export function compareKeyValues(left: KeyValue, right: KeyValue): number {
  if (isNumeric(left) && isNumeric(right)) return left < right ? -1 : Number(left > right);
  return compareBytes(bytesOf(left), bytesOf(right));
}

/** Compares two lists of key values from left to right, as a multi-attribute key is compared. */
export function compareKeyLists(left: readonly KeyValue[], right: readonly KeyValue[]): number {
  for (const [position, value] of left.entries()) {
    const other = right[position];
    if (other === undefined) return 1;
    const order = compareKeyValues(value, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Whether a string or binary value begins with another of its type. Numbers have no beginnings. */
export function beginsWith(value: KeyValue, prefix: KeyValue): boolean {
  if (typeof value === 'string' && typeof prefix === 'string') return value.startsWith(prefix);
  if (!(value instanceof Uint8Array) || !(prefix instanceof Uint8Array)) return false;
  return compareBytes(value.subarray(0, prefix.length), prefix) === 0;
}

/** A key value as a condition shows it: strings in quotes, numbers bare, binary as hexadecimal digits. */
export function quoteKeyValue(value: KeyValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : printKeyValue(value);
}

/** A key value as a cell shows it. */
export function printKeyValue(value: KeyValue): string {
  if (!(value instanceof Uint8Array)) return String(value);
  return `0x${[...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function isNumeric(value: KeyValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function bytesOf(value: KeyValue): Uint8Array {
  return value instanceof Uint8Array ? value : new TextEncoder().encode(String(value));
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  for (const [at, byte] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (byte !== other) return byte - other;
  }
  return left.length - right.length;
}
