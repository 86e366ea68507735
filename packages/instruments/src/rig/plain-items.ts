import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { fromBase64, toBase64 } from '@smithy/core/serde';
import type { JsonObject, JsonValue } from '@keysmith/table/door';

/** An item as plain values, as the document client reads it. */
export type Item = Record<string, unknown>;

/**
 * An item in DynamoDB's JSON as plain values. By the rules of the document client, whose own way costs ten times as
 * much; checks look at what is stored after every run of a sweep.
 */
export function fromWire(item: JsonObject): Item {
  return unmarshall(withBytes(item, (text) => fromBase64(text as string)) as object as Marshalled);
}

/** Plain values as an item in DynamoDB's JSON. An attribute that is undefined is none, as in the document client's item. */
export function toWire(item: Item): JsonObject {
  const there = Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
  return withBytes(marshall(there) as object as JsonObject, (bytes) => toBase64(bytes as Uint8Array));
}

type Marshalled = ReturnType<typeof marshall>;
type Bytes = string | Uint8Array;

/** An item with every binary value replaced: the SDK has bytes where the wire has base64. */
function withBytes(item: JsonObject, replace: (value: Bytes) => Bytes): JsonObject {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, inValue(value as JsonObject, replace)]),
  );
}

function inValue(value: JsonObject, replace: (value: Bytes) => Bytes): JsonObject {
  const { B, BS, L, M } = value as { B?: Bytes; BS?: Bytes[]; L?: JsonObject[]; M?: JsonObject };
  if (B !== undefined) return { B: replace(B) as JsonValue };
  if (BS !== undefined) return { BS: BS.map(replace) as JsonValue };
  if (L !== undefined) return { L: L.map((each) => inValue(each, replace)) };
  return M === undefined ? value : { M: withBytes(M, replace) };
}
