import { ValidationException } from '../errors.ts';
import type { Comparator, Condition, Operand, Path } from '../expressions/ast.ts';
import {
  checkKeyLength,
  emptyKind,
  type KeyAttribute,
  type KeySchema,
  partitionText,
} from '../storage/schema.ts';
import { orderKey, orderPart, orderPartOpen } from '../values/order.ts';
import type { AttributeValue } from '../values/types.ts';

/** The items a key condition selects: one item collection, and a half-open interval of its sort keys' order. */
export interface KeyRange {
  readonly partition: string;
  readonly low: string | undefined;
  readonly high: string | undefined;
}

/** Where a key condition looks: a table's own keys, or an index', whose sort keys are composite. */
export interface KeyTarget {
  readonly schema: KeySchema;
  readonly composite: boolean;
}

type Operator = Exclude<Comparator, '<>'> | 'begins_with' | 'between';

interface KeyTerm {
  readonly name: string;
  readonly operator: Operator;
  readonly values: readonly AttributeValue[];
}

const MIRRORED: Readonly<Record<string, Comparator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const NOT_SUPPORTED = 'Query key condition not supported';

function badOperator(name: string): ValidationException {
  return new ValidationException(`Invalid operator used in KeyConditionExpression: ${name}`);
}

/** The simple conditions that a key condition is made of, in the order of the text. */
function terms(node: Condition): KeyTerm[] {
  switch (node.kind) {
    case 'and':
      return [...terms(node.left), ...terms(node.right)];
    case 'compare': {
      if (node.operator === '<>') throw badOperator('<>');
      if (node.left.kind === 'value') {
        const operator = (MIRRORED[node.operator] ?? node.operator) as Operator;
        return [{ name: keyName(node.right), operator, values: [literal(node.left)] }];
      }
      return [{ name: keyName(node.left), operator: node.operator, values: [literal(node.right)] }];
    }
    case 'between':
      return [
        { name: keyName(node.operand), operator: 'between', values: [literal(node.low), literal(node.high)] },
      ];
    case 'call': {
      if (node.name !== 'begins_with') throw badOperator(node.name);
      return [{ name: keyName(node.args[0]!), operator: 'begins_with', values: [literal(node.args[1]!)] }];
    }
    default:
      throw badOperator(node.kind.toUpperCase());
  }
}

function keyName(operand: Operand): string {
  if (operand.kind === 'call') throw nested();
  if (operand.kind !== 'path') throw new ValidationException(NOT_SUPPORTED);
  return scalarName(operand);
}

export function scalarName(path: Path): string {
  const name = path.steps[0] as string;
  if (path.steps.length === 1) return name;
  throw new ValidationException(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${name}`,
  );
}

function nested(): ValidationException {
  return new ValidationException('KeyConditionExpressions cannot contain nested operations');
}

function literal(operand: Operand): AttributeValue {
  if (operand.kind === 'call') throw nested();
  if (operand.kind !== 'value') throw new ValidationException(NOT_SUPPORTED);
  return operand.value;
}

/** Turns a bound condition into a range of one item collection, or throws what the service says against it. */
export function keyRange(condition: Condition, target: KeyTarget): KeyRange {
  const byName = new Map<string, KeyTerm>();
  const all = terms(condition);
  for (const term of all) {
    if (byName.has(term.name)) {
      throw new ValidationException('KeyConditionExpressions must only contain one condition per key');
    }
    byName.set(term.name, term);
  }
  const { hash, range } = target.schema;
  if (all.length > hash.length + range.length && !(hash.length + range.length === 1 && all.length === 2)) {
    if (hash.length + range.length <= 2)
      throw new ValidationException('Conditions can be of length 1 or 2 only');
  }
  if (hash.length > 1) checkPartitionEqualities(hash, byName);
  const partition = partitionText(hash.map((attribute) => hashValue(attribute, byName)));
  const bounds = sortBounds(target, byName);
  checkNothingElse(target.schema, byName);
  return { partition, ...bounds };
}

function missed(name: string): ValidationException {
  return new ValidationException(`Query condition missed key schema element: ${name}`);
}

/** An index with several partition attributes names all that lack their equality. */
function checkPartitionEqualities(hash: readonly KeyAttribute[], byName: ReadonlyMap<string, KeyTerm>): void {
  const lacking = hash.filter(({ name }) => byName.get(name)?.operator !== '=');
  if (lacking.length === 0) return;
  const names = lacking.map(({ name }) => name).join(', ');
  throw new ValidationException(
    `HASH key attributes ${names} must have equality conditions specified in the query`,
  );
}

function hashValue(attribute: KeyAttribute, byName: ReadonlyMap<string, KeyTerm>): AttributeValue {
  const term = byName.get(attribute.name);
  if (term === undefined) throw missed(attribute.name);
  checkTypes(attribute, term);
  if (term.operator !== '=') throw new ValidationException(NOT_SUPPORTED);
  const value = term.values[0]!;
  checkKeyLength(value, true);
  return value;
}

function checkTypes(attribute: KeyAttribute, term: KeyTerm): void {
  for (const value of term.values) {
    if (value[attribute.type] === undefined) {
      throw new ValidationException(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    }
    const empty = emptyKind(value);
    if (empty !== undefined) {
      throw new ValidationException(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${empty} value. Key: ${attribute.name}`,
      );
    }
  }
  if (term.operator === 'begins_with' && attribute.type === 'N') {
    throw new ValidationException(
      'Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    );
  }
}

/** Names that are no key attributes: the service names the sort key that they stand in for. */
function checkNothingElse(schema: KeySchema, byName: ReadonlyMap<string, KeyTerm>): void {
  const names = new Set([...schema.hash, ...schema.range].map(({ name }) => name));
  for (const name of byName.keys()) {
    if (names.has(name)) continue;
    const free = schema.range.find((attribute) => !byName.has(attribute.name));
    throw free === undefined ? new ValidationException(NOT_SUPPORTED) : missed(free.name);
  }
}

/** Sort key attributes from the left: equalities first, then at most one other condition, then none. */
function sortBounds(target: KeyTarget, byName: ReadonlyMap<string, KeyTerm>): Omit<KeyRange, 'partition'> {
  const { range } = target.schema;
  let prefix = '';
  for (let at = 0; at < range.length; at++) {
    const attribute = range[at]!;
    const term = byName.get(attribute.name);
    if (term === undefined) {
      refuseGap(range, at, byName);
      break;
    }
    checkTypes(attribute, term);
    for (const value of term.values) checkKeyLength(value, false);
    if (term.operator !== '=' || !target.composite) {
      const later = range.slice(at + 1).find(({ name }) => byName.has(name));
      if (later !== undefined) throw gap(attribute.name, later.name);
      return target.composite ? compositeBounds(prefix, term) : plainBounds(term);
    }
    prefix += orderPart(term.values[0]!);
  }
  return prefix === '' ? { low: undefined, high: undefined } : { low: prefix, high: after(prefix) };
}

function refuseGap(range: readonly KeyAttribute[], at: number, byName: ReadonlyMap<string, KeyTerm>): void {
  const later = range.slice(at + 1).find(({ name }) => byName.has(name));
  if (later !== undefined) throw gap(range[at]!.name, later.name);
}

function gap(needed: string, given: string): ValidationException {
  return new ValidationException(
    `RANGE key attributes ${needed} must have equality conditions specified in the query because a condition is present on key attribute ${given}`,
  );
}

/** The least text that is greater than every text with this beginning; undefined where there is none. */
export function after(beginning: string): string | undefined {
  let end = beginning.length;
  while (end > 0 && beginning.charCodeAt(end - 1) === 0xffff) end--;
  if (end === 0) return undefined;
  return beginning.slice(0, end - 1) + String.fromCharCode(beginning.charCodeAt(end - 1) + 1);
}

function plainBounds({ operator, values }: KeyTerm): Omit<KeyRange, 'partition'> {
  const keys = values.map(orderKey);
  const key = keys[0]!;
  switch (operator) {
    case '=':
      return { low: key, high: `${key}\0` };
    case '<':
      return { low: undefined, high: key };
    case '<=':
      return { low: undefined, high: `${key}\0` };
    case '>':
      return { low: `${key}\0`, high: undefined };
    case '>=':
      return { low: key, high: undefined };
    case 'begins_with':
      return { low: key, high: after(key) };
    case 'between':
      return { low: key, high: `${keys[1]!}\0` };
  }
}

function compositeBounds(prefix: string, { operator, values }: KeyTerm): Omit<KeyRange, 'partition'> {
  const first = prefix === '' ? undefined : prefix;
  const last = prefix === '' ? undefined : after(prefix);
  const parts = values.map((value) => prefix + orderPart(value));
  const part = parts[0]!;
  switch (operator) {
    case '=':
      return { low: part, high: after(part) };
    case '<':
      return { low: first, high: part };
    case '<=':
      return { low: first, high: after(part) };
    case '>':
      return { low: after(part), high: last };
    case '>=':
      return { low: part, high: last };
    case 'begins_with': {
      const open = prefix + orderPartOpen(orderKey(values[0]!));
      return { low: open, high: after(open) };
    }
    case 'between':
      return { low: part, high: after(parts[1]!) };
  }
}
