import { SerializationException, ValidationException } from '../errors.ts';
import { readValue } from '../values/codec.ts';
import { valueSize } from '../values/size.ts';
import { type AttributeValue, isObject, type JsonObject } from '../values/types.ts';

/** What a request says its placeholders mean. */
export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: unknown;
  readonly ExpressionAttributeValues?: unknown;
}

const PLACEHOLDER_CHARS_MAX = 255;
const VALUES_BYTES_MAX = 2 * 1024 * 1024;
const NAME_SYNTAX = /^#[A-Za-z0-9_]+$/;
const VALUE_SYNTAX = /^:[A-Za-z0-9_]+$/;

/** The placeholders of one request, and which of them an expression has used. */
export class Placeholders {
  private readonly names: ReadonlyMap<string, string>;
  private readonly values: ReadonlyMap<string, AttributeValue>;
  private readonly unusedNames: Set<string>;
  private readonly unusedValues: Set<string>;

  /** `expressions` are the names of the operation's expression parameters, with what the request gave for them. */
  constructor(input: PlaceholderInput, expressions: Readonly<Record<string, unknown>>) {
    this.names = readNames(input.ExpressionAttributeNames, expressions);
    this.values = readValues(input.ExpressionAttributeValues, expressions);
    this.unusedNames = this.names === NO_NAMES ? NONE : new Set(this.names.keys());
    this.unusedValues = this.values === NO_VALUES ? NONE : new Set(this.values.keys());
  }

  name(placeholder: string): string {
    const name = this.names.get(placeholder);
    if (name === undefined) {
      throw new ValidationException(
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
      );
    }
    this.unusedNames.delete(placeholder);
    return name;
  }

  value(placeholder: string): AttributeValue {
    const value = this.values.get(placeholder);
    if (value === undefined) {
      throw new ValidationException(
        `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
      );
    }
    this.unusedValues.delete(placeholder);
    return value;
  }

  /** To be called after all expressions were read: a placeholder that none of them used is an error. */
  checkAllUsed(): void {
    refuseUnused('Names', this.unusedNames);
    refuseUnused('Values', this.unusedValues);
  }
}

function refuseUnused(which: string, unused: ReadonlySet<string>): void {
  if (unused.size === 0) return;
  const keys = [...unused].join(', ');
  throw new ValidationException(
    `Value provided in ExpressionAttribute${which} unused in expressions: keys: {${keys}}`,
  );
}

function given(expressions: Readonly<Record<string, unknown>>): boolean {
  for (const name in expressions) if (expressions[name] != null) return true;
  return false;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();
const NO_VALUES: ReadonlyMap<string, AttributeValue> = new Map();
/** Only a name that is there is ever taken out of a set, so that of this one nothing is. */
const NONE = new Set<string>();

function checkMap(
  wire: unknown,
  which: string,
  expressions: Readonly<Record<string, unknown>>,
): JsonObject | undefined {
  if (wire == null) return undefined;
  if (!isObject(wire)) throw SerializationException.wrongType(wire, 'Map');
  const isEmpty = Object.keys(wire).length === 0;
  if (!given(expressions)) {
    if (isEmpty) return undefined;
    const listed = Object.keys(expressions).join(' and ');
    const verb = listed.includes(' and ') ? 'are' : 'is';
    const detail = which === 'Values' && listed !== '' ? `: ${listed} ${verb} null` : '';
    throw new ValidationException(
      `ExpressionAttribute${which} can only be specified when using expressions${detail}`,
    );
  }
  if (isEmpty) throw new ValidationException(`ExpressionAttribute${which} must not be empty`);
  return wire;
}

function checkKey(which: string, key: string, syntax: RegExp): void {
  if (key.length > PLACEHOLDER_CHARS_MAX) {
    throw new ValidationException(
      `ExpressionAttribute${which} contains invalid key: The expression attribute map contains a key that is too long; key: "${key.slice(0, 30)}…"`,
    );
  }
  if (!syntax.test(key)) {
    throw new ValidationException(
      `ExpressionAttribute${which} contains invalid key: Syntax error; key: "${key}"`,
    );
  }
}

function readNames(
  wire: unknown,
  expressions: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const map = checkMap(wire, 'Names', expressions);
  if (map === undefined) return NO_NAMES;
  const names = new Map<string, string>();
  for (const key of Object.keys(map)) {
    checkKey('Names', key, NAME_SYNTAX);
    const name = map[key];
    if (typeof name !== 'string') throw SerializationException.wrongType(name, 'String');
    if (name === '') {
      throw new ValidationException(
        `ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`,
      );
    }
    names.set(key, name);
  }
  return names;
}

function readValues(
  wire: unknown,
  expressions: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, AttributeValue> {
  const map = checkMap(wire, 'Values', expressions);
  if (map === undefined) return NO_VALUES;
  const values = new Map<string, AttributeValue>();
  for (const key of Object.keys(map)) {
    checkKey('Values', key, VALUE_SYNTAX);
    values.set(key, readPlaceholderValue(key, map[key]));
  }
  let bytes = 0;
  for (const value of values.values()) bytes += valueSize(value);
  if (bytes > VALUES_BYTES_MAX) {
    throw new ValidationException(`ExpressionAttributeValues exceeds max size; size: ${bytes}`);
  }
  return values;
}

function readPlaceholderValue(key: string, wire: unknown): AttributeValue {
  try {
    return readValue(wire ?? {});
  } catch (error) {
    if (!(error instanceof ValidationException)) throw error;
    throw new ValidationException(
      `ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`,
    );
  }
}
