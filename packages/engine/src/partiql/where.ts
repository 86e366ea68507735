import { ValidationException } from '../errors.ts';
import type { Condition, Operand } from '../expressions/ast.ts';
import { keyRange, type KeyRange, type KeyTarget } from '../reads/key-condition.ts';
import { type EncodedKey, keyAttributes, keyOfParameter, type KeySchema } from '../storage/schema.ts';
import { newBag } from '../values/bag.ts';
import type { AttributeValue, Item } from '../values/types.ts';

/** The conditions that must all hold, from the left. */
export function conjuncts(where: Condition | undefined): Condition[] {
  if (where === undefined) return [];
  return where.kind === 'and' ? [...conjuncts(where.left), ...conjuncts(where.right)] : [where];
}

export function allOf(conditions: readonly Condition[]): Condition | undefined {
  return conditions.reduce<Condition | undefined>(
    (left, right) => (left === undefined ? right : { kind: 'and', left, right }),
    undefined,
  );
}

function attributeOf(operand: Operand): string | undefined {
  return operand.kind === 'path' && operand.steps.length === 1 ? (operand.steps[0] as string) : undefined;
}

function equality(condition: Condition): { name: string; value: AttributeValue } | undefined {
  if (condition.kind !== 'compare' || condition.operator !== '=' || condition.right.kind !== 'value')
    return undefined;
  const name = attributeOf(condition.left);
  return name === undefined ? undefined : { name, value: condition.right.value };
}

export interface KeyedWhere {
  readonly key: EncodedKey;
  readonly keyItem: Item;
  /** What the clause asks beside the key. */
  readonly rest: Condition | undefined;
}

/** Splits a WHERE clause that must name one item. */
export function keyedWhere(
  schema: KeySchema,
  where: Condition | undefined,
  complaint = 'Where clause does not contain a mandatory equality on all key attributes',
): KeyedWhere {
  const names = new Set(keyAttributes(schema).map(({ name }) => name));
  const keyItem = newBag();
  const rest = conjuncts(where).filter((condition) => {
    const equal = equality(condition);
    if (equal === undefined || !names.has(equal.name) || keyItem[equal.name] !== undefined) return true;
    keyItem[equal.name] = equal.value;
    return false;
  });
  if (Object.keys(keyItem).length < names.size) {
    throw new ValidationException(complaint);
  }
  return { key: keyOfParameter(schema, keyItem), keyItem, rest: allOf(rest) };
}

function sortCondition(condition: Condition, names: ReadonlySet<string>): boolean {
  if (condition.kind === 'compare') {
    return (
      condition.operator !== '<>' &&
      condition.right.kind === 'value' &&
      names.has(attributeOf(condition.left) ?? '')
    );
  }
  if (condition.kind === 'between') {
    return (
      condition.low.kind === 'value' &&
      condition.high.kind === 'value' &&
      names.has(attributeOf(condition.operand) ?? '')
    );
  }
  return (
    condition.kind === 'call' &&
    condition.name === 'begins_with' &&
    names.has(attributeOf(condition.args[0]!) ?? '')
  );
}

/** The range of one item collection that a clause selects, or undefined where it needs a scan. */
export function rangeOf(
  target: KeyTarget,
  where: Condition | undefined,
): { range: KeyRange; filter: Condition | undefined } | undefined {
  const all = conjuncts(where);
  const { hash, range } = target.schema;
  const equals = hash.map(({ name, type }) =>
    all.find(
      (condition) => equality(condition)?.name === name && equality(condition)!.value[type] !== undefined,
    ),
  );
  if (equals.some((condition) => condition === undefined)) return undefined;
  const keys = equals as Condition[];
  for (const attribute of range) {
    const condition = all.find((one) => !keys.includes(one) && sortCondition(one, new Set([attribute.name])));
    if (condition === undefined) break;
    keys.push(condition);
    if (equality(condition) === undefined) break;
  }
  const filter = allOf(all.filter((condition) => !keys.includes(condition)));
  return { range: keyRange(allOf(keys)!, target), filter };
}

/** The values of `key IN [...]`, where that is how a clause names its item collections. */
export function partitionChoices(
  schema: KeySchema,
  where: Condition | undefined,
): readonly Condition[] | undefined {
  const all = conjuncts(where);
  const name = schema.hash.length === 1 ? schema.hash[0]!.name : undefined;
  const choice = all.find((condition) => condition.kind === 'in' && attributeOf(condition.operand) === name);
  if (choice?.kind !== 'in' || name === undefined) return undefined;
  const rest = all.filter((condition) => condition !== choice);
  return choice.list.map((right) =>
    allOf([{ kind: 'compare', operator: '=', left: choice.operand, right }, ...rest])!,
  );
}
