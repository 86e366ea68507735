import type { Item } from './types.ts';

/**
 * An object without a prototype that V8 still keeps in its fast form. Attribute names come from strangers:
 * `constructor` must be absent until somebody stores it, and `__proto__` must be a name like any other.
 * `Object.create(null)` would do too, but is kept as a hash table and needs twice the memory.
 */
const Bag = function () {} as unknown as { new (): Item; prototype: object };
Bag.prototype = Object.create(null) as object;
Object.freeze(Bag.prototype);

export function newBag(): Item {
  return new Bag();
}

/** A copy whose attributes can be replaced; the values themselves stay shared. */
export function copyBag(item: Item): Item {
  const copy = new Bag();
  for (const name in item) copy[name] = item[name]!;
  return copy;
}

export function isEmptyBag(item: object): boolean {
  for (const _name in item) return false;
  return true;
}
