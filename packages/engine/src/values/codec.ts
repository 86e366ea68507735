import { SerializationException, ValidationException } from '../errors.ts';
import { newBag } from './bag.ts';
import { canonicalBase64, isBase64 } from './base64.ts';
import { canonicalNumber } from './number.ts';
import { type AttributeValue, isObject, type Item, type JsonObject, type TypeName } from './types.ts';

/** Levels of maps and lists below the attribute itself. Source: "Quotas", Developer Guide. */
const DEPTH_MAX = 32;
const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
const SEVERAL =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';
const INVALID = 'One or more parameter values were invalid: ';

/** Reads an item of a request into canonical form. Throws what the service throws for what it can't be. */
export function readItem(wire: unknown, label = 'Item'): Item {
  if (!isObject(wire)) throw SerializationException.wrongType(wire, 'Map');
  const item = newBag();
  for (const name of Object.keys(wire)) {
    const value = wire[name];
    if (value === null || value === undefined) {
      throw new ValidationException(`The supplied ${label} contains a null AttributeValue: ${name} is null`);
    }
    item[name] = readValue(value, 0);
  }
  return item;
}

export function readValue(wire: unknown, depth = 0): AttributeValue {
  if (!isObject(wire)) throw SerializationException.wrongType(wire, 'Map');
  let type: string | undefined;
  for (const name in wire) {
    if (!(name in READERS) || wire[name] == null) continue;
    if (type !== undefined) throw new ValidationException(SEVERAL);
    type = name;
  }
  if (type === undefined) throw new ValidationException(EMPTY);
  return READERS[type as TypeName](wire[type], depth);
}

type Reader = (content: unknown, depth: number) => AttributeValue;

const READERS: Record<TypeName, Reader> = {
  S: (content) => ({ S: text(content) }),
  N: (content) => ({ N: canonicalNumber(text(content)) }),
  B: (content) => ({ B: binary(content) }),
  BOOL: (content) => {
    if (typeof content !== 'boolean') throw SerializationException.wrongType(content, 'Boolean');
    return { BOOL: content };
  },
  NULL: (content) => {
    if (typeof content !== 'boolean') throw SerializationException.wrongType(content, 'Boolean');
    if (!content)
      throw new ValidationException(`${INVALID}Null attribute value types must have the value of true`);
    return { NULL: true };
  },
  SS: (content) => ({ SS: stringSet(content) }),
  NS: (content) => ({ NS: numberSet(content) }),
  BS: (content) => ({ BS: binarySet(content) }),
  L: (content, depth) => ({ L: list(content, deeper(depth)) }),
  M: (content, depth) => ({ M: map(content, deeper(depth)) }),
};
Object.setPrototypeOf(READERS, null);

function text(content: unknown): string {
  if (typeof content !== 'string') throw SerializationException.wrongType(content, 'String');
  return content;
}

function binary(content: unknown): string {
  const base64 = text(content);
  if (!isBase64(base64)) {
    throw new SerializationException(
      'Base64 encoded length is expected a multiple of 4 bytes and of its alphabet',
    );
  }
  return canonicalBase64(base64);
}

function deeper(depth: number): number {
  if (depth >= DEPTH_MAX) throw new ValidationException('Nesting Levels have exceeded supported limits');
  return depth + 1;
}

function array(content: unknown): unknown[] {
  if (!Array.isArray(content)) throw SerializationException.wrongType(content, 'List');
  return content as unknown[];
}

function stringSet(content: unknown): string[] {
  const members = array(content).map(text);
  if (members.length === 0) throw new ValidationException(`${INVALID}An string set  may not be empty`);
  if (new Set(members).size < members.length) {
    throw new ValidationException(`${INVALID}Input collection [${members.join(', ')}] contains duplicates.`);
  }
  return members;
}

function numberSet(content: unknown): string[] {
  const members = array(content).map((member) => canonicalNumber(text(member)));
  if (members.length === 0) throw new ValidationException(`${INVALID}An number set  may not be empty`);
  if (new Set(members).size < members.length)
    throw new ValidationException('Input collection contains duplicates');
  return members;
}

function binarySet(content: unknown): string[] {
  const members = array(content).map(binary);
  if (members.length === 0) throw new ValidationException(`${INVALID}Binary sets should not be empty`);
  if (new Set(members).size < members.length) {
    const listed = members.join(', ');
    throw new ValidationException(`${INVALID}Input collection [${listed}]of type BS contains duplicates.`);
  }
  return members;
}

function list(content: unknown, depth: number): AttributeValue[] {
  return array(content).map((element) => readValue(element, depth));
}

function map(content: unknown, depth: number): Item {
  if (!isObject(content)) throw SerializationException.wrongType(content, 'Map');
  const bag = newBag();
  for (const name of Object.keys(content)) bag[name] = readValue(content[name], depth);
  return bag;
}

/** A deep copy in plain objects, for callers that may change what they got. */
export function plainCopy<Shape>(value: Shape): Shape {
  if (typeof value !== 'object' || value === null) return value;
  return (Array.isArray(value) ? value.map(plainCopy) : copyMembers(value as JsonObject)) as Shape;
}

function copyMembers(source: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const name in source) {
    const member = source[name];
    const copied = typeof member === 'object' ? plainCopy(member) : member;
    if (name !== '__proto__') copy[name] = copied;
    else defineMember(copy, name, copied);
  }
  return copy;
}

function defineMember(target: JsonObject, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
}
