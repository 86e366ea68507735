/**
 * The shapes of DynamoDB's JSON, as they arrive and as the engine keeps them.
 *
 * An `AttributeValue` has exactly one member set. Inside the engine every value is canonical: numbers in normal
 * form, binary as padded base64, maps as `Bag`s. Canonical values are never changed in place, so that an item can
 * be shared by the table, its indexes, its stream and a reply.
 */
export type TypeName = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';
export type KeyType = 'S' | 'N' | 'B';

export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: true;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}

export type Item = Record<string, AttributeValue>;

/** Any parsed JSON object, before it was looked at. */
export type JsonObject = { [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The one type of a canonical value. The common types are asked for first. */
export function typeOf(value: AttributeValue): TypeName {
  if (value.S !== undefined) return 'S';
  if (value.N !== undefined) return 'N';
  if (value.M !== undefined) return 'M';
  if (value.L !== undefined) return 'L';
  if (value.BOOL !== undefined) return 'BOOL';
  if (value.B !== undefined) return 'B';
  if (value.NULL !== undefined) return 'NULL';
  if (value.SS !== undefined) return 'SS';
  return value.NS !== undefined ? 'NS' : 'BS';
}
