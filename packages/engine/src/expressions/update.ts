import { ValidationException } from '../errors.ts';
import { copyBag } from '../values/bag.ts';
import { addNumbers } from '../values/number.ts';
import { type AttributeValue, type Item, typeOf } from '../values/types.ts';
import type { Operand, Path, UpdateAction } from './ast.ts';
import { valueAt } from './evaluate.ts';

/**
 * Applies a bound update to an item and returns the new item; the old one, and every part of it that did not
 * change, stays as it was. All operands are read from the old item. Lists grow in the order of their indexes and
 * shrink last, so that every index means the old list.
 */
export function applyUpdate(item: Item, actions: readonly UpdateAction[]): Item {
  const draft = new Draft(item);
  const sets = actions.filter((action) => action.section === 'SET');
  const values = sets.map((action) => setValue(action.operand!, item));
  const order = sets.map((_action, at) => at).sort((a, b) => compareIndexes(sets[a]!.path, sets[b]!.path));
  for (const at of order) draft.set(sets[at]!.path, values[at]!);
  for (const { section, path, operand } of actions) {
    if (section === 'ADD') draft.set(path, added(valueAt(item, path), operand!));
    if (section === 'DELETE') {
      const left = without(valueAt(item, path), operand!);
      if (left === undefined) draft.remove(path, item);
      else if (left !== valueAt(item, path)) draft.set(path, left);
    }
  }
  const removed = actions.filter((action) => action.section === 'REMOVE');
  removed.sort((a, b) => compareIndexes(b.path, a.path));
  for (const { path } of removed) draft.remove(path, item);
  return draft.item;
}

/** By the last index, so that elements are appended from left to right and removed from right to left. */
function compareIndexes(left: Path, right: Path): number {
  const a = left.steps[left.steps.length - 1]!;
  const b = right.steps[right.steps.length - 1]!;
  return typeof a === 'number' && typeof b === 'number' ? a - b : 0;
}

function badType(): ValidationException {
  return new ValidationException('An operand in the update expression has an incorrect data type');
}

function setValue(operand: Operand, item: Item): AttributeValue {
  const value = optionalValue(operand, item);
  if (value === undefined) {
    throw new ValidationException(
      'The provided expression refers to an attribute that does not exist in the item',
    );
  }
  return value;
}

function optionalValue(operand: Operand, item: Item): AttributeValue | undefined {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path':
      return valueAt(item, operand);
    case 'arithmetic': {
      const left = setValue(operand.left, item);
      const right = setValue(operand.right, item);
      if (left.N === undefined || right.N === undefined) throw badType();
      return { N: addNumbers(left.N, right.N, operand.operator === '+' ? 1 : -1) };
    }
    case 'call': {
      const [first, second] = operand.args as [Operand, Operand];
      if (operand.name === 'if_not_exists') return optionalValue(first, item) ?? setValue(second, item);
      const left = setValue(first, item).L;
      const right = setValue(second, item).L;
      if (left === undefined || right === undefined) throw badType();
      return { L: [...left, ...right] };
    }
  }
}

function literal(operand: Operand): AttributeValue {
  if (operand.kind !== 'value') throw badType();
  return operand.value;
}

function added(current: AttributeValue | undefined, operand: Operand): AttributeValue {
  const value = literal(operand);
  if (current === undefined) return value;
  if (value.N !== undefined) {
    if (current.N === undefined) throw badType();
    return { N: addNumbers(current.N, value.N, 1) };
  }
  const type = typeOf(value) as 'SS' | 'NS' | 'BS';
  if (current[type] === undefined) throw badType();
  return { [type]: [...new Set([...current[type], ...value[type]!])] };
}

/** What remains of a set, or undefined where nothing does. */
function without(current: AttributeValue | undefined, operand: Operand): AttributeValue | undefined {
  const value = literal(operand);
  const type = typeOf(value) as 'SS' | 'NS' | 'BS';
  if (current === undefined) return undefined;
  if (current[type] === undefined) throw badType();
  const gone = new Set(value[type]);
  const left = current[type].filter((member) => !gone.has(member));
  if (left.length === current[type].length) return current;
  return left.length === 0 ? undefined : { [type]: left };
}

function badPath(): ValidationException {
  return new ValidationException('The document path provided in the update expression is invalid for update');
}

/** An item in the making: containers on the way to a change are copied once, then changed in place. */
class Draft {
  readonly item: Item;
  private readonly owned = new Set<object>();

  constructor(item: Item) {
    this.item = copyBag(item);
  }

  set(path: Path, value: AttributeValue): void {
    const last = path.steps[path.steps.length - 1]!;
    const container = this.container(path);
    if (typeof last === 'string') {
      if (Array.isArray(container)) throw badPath();
      container[last] = value;
    } else {
      if (!Array.isArray(container)) throw badPath();
      if (last < container.length) container[last] = value;
      else container.push(value);
    }
  }

  /** Removing what is not there is fine, unless the way to it does not exist. `before` is the item as it was. */
  remove(path: Path, before: Item): void {
    const last = path.steps[path.steps.length - 1]!;
    if (path.steps.length > 1) {
      const parent = valueAt(before, { kind: 'path', steps: path.steps.slice(0, -1) });
      if (typeof last === 'number' ? parent?.L === undefined : parent?.M === undefined) throw badPath();
    }
    if (valueAt(before, path) === undefined) return;
    const container = this.container(path);
    if (Array.isArray(container)) container.splice(last as number, 1);
    else delete container[last];
  }

  private container(path: Path): Item | AttributeValue[] {
    let at: Item | AttributeValue[] = this.item;
    for (let depth = 0; depth < path.steps.length - 1; depth++) {
      at = this.own(at, path.steps[depth]!);
    }
    return at;
  }

  /** The container under one step, as a copy that belongs to this draft. */
  private own(parent: Item | AttributeValue[], step: string | number): Item | AttributeValue[] {
    const value: AttributeValue | undefined = Array.isArray(parent)
      ? typeof step === 'number'
        ? parent[step]
        : undefined
      : typeof step === 'string'
        ? parent[step]
        : undefined;
    const content = value?.M ?? value?.L;
    if (content === undefined) throw badPath();
    if (this.owned.has(content)) return content;
    const copy = Array.isArray(content) ? [...content] : copyBag(content);
    this.owned.add(copy);
    const replacement: AttributeValue = Array.isArray(copy) ? { L: copy } : { M: copy };
    (parent as Record<string | number, AttributeValue>)[step] = replacement;
    return copy;
  }
}
