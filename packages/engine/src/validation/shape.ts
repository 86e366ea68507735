import { SerializationException, ValidationException } from '../errors.ts';
import { isObject, type JsonObject } from '../values/types.ts';

/** Request shapes as data. Types are checked first; broken constraints are collected and reported together. */
interface Common {
  readonly required?: boolean;
  /** Least and greatest length (text, list, map) or value (integer). */
  readonly min?: number;
  readonly max?: number;
}
export type Field = Common &
  (
    | {
        readonly type: 'string';
        readonly pattern?: string;
        readonly values?: readonly string[];
        readonly arn?: true;
      }
    | { readonly type: 'integer' | 'boolean' | 'attributes' }
    | { readonly type: 'list' | 'map'; readonly of: Field }
    | { readonly type: 'struct'; readonly fields: Shape }
  );
export type Shape = Readonly<Record<string, Field>>;

const VIOLATIONS_MAX = 10;

export const text: Field = { type: 'string' };
export const flag: Field = { type: 'boolean' };
export const integer: Field = { type: 'integer' };
/** An item, a key, or placeholder values: read by the codec when their turn comes. */
export const attributes: Field = { type: 'attributes' };
/** A table's name, or its ARN, to which the rules for names do not apply. */
export const tableName: Field = {
  type: 'string',
  required: true,
  min: 3,
  max: 255,
  pattern: '[a-zA-Z0-9_.-]+',
  arn: true,
};
export const indexName: Field = { type: 'string', min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' };

export function required(field: Field): Field {
  return { ...field, required: true };
}

export function oneOf(...values: string[]): Field {
  return { type: 'string', values };
}

export function listOf(of: Field, limits: Common = {}): Field {
  return { type: 'list', of, ...limits };
}

export function struct(fields: Shape): Field {
  return { type: 'struct', fields };
}

export const consumedCapacity = oneOf('INDEXES', 'TOTAL', 'NONE');
export const itemCollectionMetrics = oneOf('SIZE', 'NONE');
export const onConditionFailure = oneOf('ALL_OLD', 'NONE');

/** Throws `SerializationException` for a wrong JSON type, `ValidationException` listing all broken constraints. */
export function checkShape(shape: Shape, input: JsonObject): void {
  const violations: string[] = [];
  checkFields(shape, input, { path: '', violations });
  if (violations.length === 0) return;
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: `;
  throw new ValidationException(count + violations.join('; '));
}

interface Place {
  readonly path: string;
  readonly violations: string[];
}

function checkFields(shape: Shape, input: JsonObject, { path, violations }: Place): void {
  for (const name in shape) {
    const field = shape[name]!;
    const value = input[name];
    if (value == null) {
      if (field.required)
        violate({ path: wirePath(path, name), violations }, null, 'Member must not be null');
    } else if (!isPlainlyRight(field, value)) {
      checkValue(field, value, { path: wirePath(path, name), violations });
    }
  }
}

/** The common case without the cost of naming the place. */
function isPlainlyRight(field: Field, value: unknown): boolean {
  if (field.type === 'attributes') return isObject(value);
  if (field.type === 'boolean') return typeof value === 'boolean';
  if (field.type !== 'string' || typeof value !== 'string') return false;
  if (field.values !== undefined) return field.values.includes(value);
  const { min = 0, max = Infinity, pattern } = field;
  return value.length >= min && value.length <= max && (pattern === undefined || matches(value, pattern));
}

function wirePath(path: string, name: string): string {
  const member = name[0]!.toLowerCase() + name.slice(1);
  return path === '' ? member : `${path}.${member}`;
}

function violate({ path, violations }: Place, value: unknown, rule: string): void {
  if (violations.length >= VIOLATIONS_MAX) return;
  const shown = value === null ? 'null' : `'${show(value)}'`;
  violations.push(`Value ${shown} at '${path}' failed to satisfy constraint: ${rule}`);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (!isObject(value)) return String(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}=${show(member)}`)
    .join(', ')}}`;
}

const JAVA_TYPES = { string: 'String', integer: 'Integer', boolean: 'Boolean', list: 'List' } as const;

function checkValue(field: Field, value: unknown, place: Place): void {
  switch (field.type) {
    case 'string':
      if (typeof value !== 'string') throw SerializationException.wrongType(value, JAVA_TYPES.string);
      return checkText(field, value, place);
    case 'integer':
      if (typeof value !== 'number') throw SerializationException.wrongType(value, JAVA_TYPES.integer);
      return checkRange(field, Math.trunc(value), { ...place, what: 'value', shown: Math.trunc(value) });
    case 'boolean':
      if (typeof value !== 'boolean') throw SerializationException.wrongType(value, JAVA_TYPES.boolean);
      return;
    case 'attributes':
      if (!isObject(value)) throw SerializationException.wrongType(value, 'Map');
      return;
    case 'list':
      return checkList(field, value, place);
    case 'map':
      return checkMap(field, value, place);
    case 'struct':
      if (!isObject(value)) throw SerializationException.wrongType(value, 'Map');
      return checkFields(field.fields, value, place);
  }
}

function checkList(field: Field & { of: Field }, value: unknown, place: Place): void {
  if (!Array.isArray(value)) throw SerializationException.wrongType(value, JAVA_TYPES.list);
  checkRange(field, value.length, { ...place, what: 'length', shown: value });
  value.forEach((member: unknown, at) => {
    const path = `${place.path}.${at + 1}.member`;
    if (member == null) throw new SerializationException('Unexpected null in a list');
    checkValue(field.of, member, { ...place, path });
  });
}

function checkMap(field: Field & { of: Field }, value: unknown, place: Place): void {
  if (!isObject(value)) throw SerializationException.wrongType(value, 'Map');
  checkRange(field, Object.keys(value).length, { ...place, what: 'length', shown: value });
  for (const name of Object.keys(value)) {
    if (value[name] == null) throw new SerializationException('Unexpected null in a map');
    if (field.of.type === 'list' && isOutside(field.of, value[name])) {
      const { min = 0, max = Infinity } = field.of;
      const limits = `Member must have length less than or equal to ${max}, Member must have length greater than or equal to ${min}`;
      violate(place, value, `Map value must satisfy constraint: [${limits}]`);
    } else checkValue(field.of, value[name], { ...place, path: `${place.path}.${name}.member` });
  }
}

function isOutside({ min = 0, max = Infinity }: Common, list: unknown): boolean {
  return Array.isArray(list) && (list.length < min || list.length > max);
}

const ARN_CHARS_MAX = 1024;
const PATTERNS = new Map<string, RegExp>();

function matches(value: string, pattern: string): boolean {
  let expression = PATTERNS.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^${pattern}$`);
    PATTERNS.set(pattern, expression);
  }
  return expression.test(value);
}

function checkText(field: Extract<Field, { type: 'string' }>, value: string, place: Place): void {
  if (field.arn && value.startsWith('arn:') && value.length <= ARN_CHARS_MAX) return;
  if (field.pattern !== undefined && !matches(value, field.pattern)) {
    violate(place, value, `Member must satisfy regular expression pattern: ${field.pattern}`);
  }
  checkRange(field, value.length, { ...place, what: 'length', shown: value });
  if (field.values !== undefined && !field.values.includes(value)) {
    violate(place, value, `Member must satisfy enum value set: [${field.values.join(', ')}]`);
  }
}

function checkRange(field: Common, size: number, place: Place & { what: string; shown: unknown }): void {
  if (field.min !== undefined && size < field.min) {
    violate(place, place.shown, `Member must have ${place.what} greater than or equal to ${field.min}`);
  }
  if (field.max !== undefined && size > field.max) {
    violate(place, place.shown, `Member must have ${place.what} less than or equal to ${field.max}`);
  }
}
