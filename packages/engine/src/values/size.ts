import { base64ByteLength } from './base64.ts';
import { numberSize } from './number.ts';
import type { AttributeValue, Item } from './types.ts';
import { utf8Length } from './utf8.ts';

export const ITEM_BYTES_MAX = 409_600;
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

/** The size of a value in bytes, as the service charges it. Source: "Item sizes and formats", Developer Guide. */
export function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return utf8Length(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.M !== undefined) return mapSize(value.M);
  if (value.L !== undefined) {
    let bytes = CONTAINER_BYTES;
    for (const element of value.L) bytes += ELEMENT_BYTES + valueSize(element);
    return bytes;
  }
  if (value.B !== undefined) return base64ByteLength(value.B);
  if (value.SS !== undefined) return total(value.SS, utf8Length);
  if (value.NS !== undefined) return total(value.NS, numberSize);
  if (value.BS !== undefined) return total(value.BS, base64ByteLength);
  return 1;
}

function mapSize(map: Item): number {
  let bytes = CONTAINER_BYTES;
  for (const name in map) bytes += ELEMENT_BYTES + utf8Length(name) + valueSize(map[name]!);
  return bytes;
}

function total(members: readonly string[], sizeOf: (member: string) => number): number {
  let bytes = 0;
  for (const member of members) bytes += sizeOf(member);
  return bytes;
}

export function itemSize(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += utf8Length(name) + valueSize(item[name]!);
  return bytes;
}
