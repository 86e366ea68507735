import { newBag } from '../values/bag.ts';
import type { AttributeValue, Item } from '../values/types.ts';
import type { Path, Step } from './ast.ts';

/** A projection as a tree: `undefined` takes the whole value. */
class Tree extends Map<Step, Tree | undefined> {}

export interface Projection {
  readonly paths: readonly Path[];
  readonly tree: Tree;
}

export function projectionOf(paths: readonly Path[]): Projection {
  const tree = new Tree();
  for (const path of paths) {
    let node = tree;
    path.steps.forEach((step, at) => {
      if (at === path.steps.length - 1) {
        node.set(step, undefined);
        return;
      }
      let child = node.get(step);
      if (child === undefined) {
        child = new Tree();
        node.set(step, child);
      }
      node = child;
    });
  }
  return { paths, tree };
}

/** The parts of an item that a projection names, in their places; elements of a list move together, in order. */
export function project(item: Item, projection: Projection): Item {
  const bag = newBag();
  projectInto(bag, item, projection.tree);
  return bag;
}

function projectInto(target: Item, source: Item, tree: Tree): void {
  for (const [step, child] of tree) {
    const value = source[step as string];
    const part = value === undefined ? undefined : partOf(value, child);
    if (part !== undefined) target[step as string] = part;
  }
}

function partOf(value: AttributeValue, tree: Tree | undefined): AttributeValue | undefined {
  if (tree === undefined) return value;
  if (value.M !== undefined) {
    const map = newBag();
    projectInto(map, value.M, tree);
    for (const _name in map) return { M: map };
    return undefined;
  }
  if (value.L === undefined) return undefined;
  const list: AttributeValue[] = [];
  const indexes = [...tree.keys()].filter((step) => typeof step === 'number').sort((a, b) => a - b);
  for (const index of indexes) {
    const element = value.L[index];
    const part = element === undefined ? undefined : partOf(element, tree.get(index));
    if (part !== undefined) list.push(part);
  }
  return list.length > 0 ? { L: list } : undefined;
}
