import { base64ToByteString } from './base64.ts';
import { orderedNumber } from './number.ts';
import { type AttributeValue, typeOf } from './types.ts';
import { byteOrdered } from './utf8.ts';

/** A string for a key value whose `<` is DynamoDB's order: UTF-8 bytes, numeric value, unsigned bytes. */
export function orderKey(value: AttributeValue): string {
  if (value.S !== undefined) return byteOrdered(value.S);
  if (value.N !== undefined) return orderedNumber(value.N);
  return base64ToByteString(value.B ?? '');
}

const NUL = /\0/g;

/**
 * One part of a composite key, closed so that concatenated parts sort like the list of parts: the terminator is
 * smaller than anything that can follow a common beginning.
 */
export function orderPart(value: AttributeValue): string {
  return `${orderPartOpen(orderKey(value))}\0\0`;
}

/** The beginning of a part, for `begins_with`. */
export function orderPartOpen(key: string): string {
  return key.includes('\0') ? key.replace(NUL, '\0\x01') : key;
}

/** Negative, zero or positive; only for two values of one of the types S, N, B. */
export function compareScalars(left: AttributeValue, right: AttributeValue): number {
  if (left.N !== undefined) return compareText(orderedNumber(left.N), orderedNumber(right.N ?? '0'));
  return compareText(orderKey(left), orderKey(right));
}

export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Equality of two canonical values: sets without order, maps without order, lists with it. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (right[type] === undefined) return false;
  if (type === 'M') return equalItems(left.M!, right.M!);
  if (type === 'L') return equalLists(left.L!, right.L!);
  if (type === 'SS' || type === 'NS' || type === 'BS') return equalSets(left[type]!, right[type]!);
  return left[type] === right[type];
}

function equalLists(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  return left.length === right.length && left.every((value, at) => equalValues(value, right[at]!));
}

function equalSets(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const members = new Set(right);
  return left.every((member) => members.has(member));
}

export function equalItems(left: Item, right: Item): boolean {
  let names = 0;
  for (const name in left) {
    const other = right[name];
    if (other === undefined || !equalValues(left[name]!, other)) return false;
    names++;
  }
  for (const _name in right) names--;
  return names === 0;
}

type Item = Record<string, AttributeValue>;
