import { KeyMismatchException, ValidationException } from '../errors.ts';
import { base64ByteLength } from '../values/base64.ts';
import { orderKey, orderPart } from '../values/order.ts';
import { type AttributeValue, type Item, type KeyType, typeOf } from '../values/types.ts';
import { utf8Length } from '../values/utf8.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** The partition key's and the sort key's attributes; one and at most one, except on a global index (four and four). */
export interface KeySchema {
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
}

/** A key as the engine orders it. */
export interface EncodedKey {
  readonly partition: string;
  readonly sort: string;
}

/** A text that two keys have in common only if they are the same. */
export function textOfKey({ partition, sort }: EncodedKey): string {
  return `${partition.length} ${partition}${sort}`;
}

const HASH_BYTES_MAX = 2048;
const RANGE_BYTES_MAX = 1024;
const INVALID = 'One or more parameter values were invalid: ';

export function keyAttributes(schema: KeySchema): readonly KeyAttribute[] {
  return schema.range.length === 0 ? schema.hash : [...schema.hash, ...schema.range];
}

function keyBytes(value: AttributeValue): number {
  if (value.S !== undefined) return utf8Length(value.S);
  return value.B === undefined ? 0 : base64ByteLength(value.B);
}

/** "string" or "binary" where the value is an empty one. */
export function emptyKind(value: AttributeValue): string | undefined {
  if (value.S === '') return 'string';
  return value.B === '' ? 'binary' : undefined;
}

/** Refuses a key value that is empty or too long. */
function checkKeyValue(attribute: KeyAttribute, value: AttributeValue, isHash: boolean): void {
  const empty = emptyKind(value);
  if (empty !== undefined) {
    throw new ValidationException(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${empty} value. Key: ${attribute.name}`,
    );
  }
  checkKeyLength(value, isHash);
}

export function checkKeyLength(value: AttributeValue, isHash: boolean): void {
  const bytes = keyBytes(value);
  if (isHash && bytes > HASH_BYTES_MAX) {
    throw new ValidationException(
      `${INVALID}Size of hashkey has exceeded the maximum size limit of2048 bytes`,
    );
  }
  if (!isHash && bytes > RANGE_BYTES_MAX) {
    throw new ValidationException(
      `${INVALID}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`,
    );
  }
}

const NO_MATCH = 'The provided key element does not match the schema';

/** The key of an item that is to be stored. A batch says less of what is wrong with it (`tersely`). */
export function keyOfItem(schema: KeySchema, item: Item, tersely = false): EncodedKey {
  for (const attribute of keyAttributes(schema)) {
    const value = item[attribute.name];
    if (value?.[attribute.type] === undefined) throw keyFault(attribute, value, tersely);
  }
  return checkedKey(schema, item);
}

function keyFault(
  { name, type }: KeyAttribute,
  value: AttributeValue | undefined,
  tersely: boolean,
): ValidationException {
  if (tersely) return new ValidationException(NO_MATCH);
  if (value === undefined) return new ValidationException(`${INVALID}Missing the key ${name} in the item`);
  return new KeyMismatchException(
    `${INVALID}Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`,
  );
}

/** The key of an item whose key attributes are there and of their types. */
function checkedKey(schema: KeySchema, item: Item): EncodedKey {
  const hash = schema.hash[0]!;
  const range = schema.range[0];
  checkKeyValue(hash, item[hash.name]!, true);
  if (range !== undefined) checkKeyValue(range, item[range.name]!, false);
  return {
    partition: orderKey(item[hash.name]!),
    sort: range === undefined ? '' : orderKey(item[range.name]!),
  };
}

/** The key that a request's `Key` parameter names: exactly the key attributes, each of its type. */
export function keyOfParameter(schema: KeySchema, key: Item): EncodedKey {
  const attributes = keyAttributes(schema);
  const fits =
    Object.keys(key).length === attributes.length &&
    attributes.every(({ name, type }) => key[name]?.[type] !== undefined);
  if (!fits) throw new KeyMismatchException(NO_MATCH);
  return checkedKey(schema, key);
}

/** Several attributes as one ordered text; a single one stays as it is. */
export function partitionText(values: readonly AttributeValue[]): string {
  return values.length === 1 ? orderKey(values[0]!) : values.map(orderPart).join('');
}

/** Only the key attributes of an item. */
export function keyItem(schema: KeySchema, item: Item, into: Item): Item {
  for (const { name } of schema.hash) into[name] = item[name]!;
  for (const { name } of schema.range) into[name] = item[name]!;
  return into;
}
