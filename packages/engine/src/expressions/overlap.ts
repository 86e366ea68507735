import { ValidationException } from '../errors.ts';
import { type Path, showPath, type Step } from './ast.ts';

/** A tree of paths; a leaf is where a path of the expression ends. */
interface Node {
  readonly children: Map<Step, Node>;
  path: Path | undefined;
}

function newNode(): Node {
  return { children: new Map(), path: undefined };
}

function firstPath(node: Node): Path {
  let at = node;
  while (at.path === undefined) at = at.children.values().next().value!;
  return at.path;
}

function complain(what: 'overlap' | 'conflict', one: Path, two: Path): ValidationException {
  return new ValidationException(
    `Two document paths ${what} with each other; must remove or rewrite one of these paths; path one: [${showPath(one)}], path two: [${showPath(two)}]`,
  );
}

/**
 * Refuses paths of which one contains another, and paths that need one value to be a map and a list. Pairs are
 * reported in the order of the expression.
 */
export function refuseOverlaps(paths: readonly Path[]): void {
  if (paths.length < 2) return;
  const root = newNode();
  for (const path of paths) insert(root, path);
}

function insert(root: Node, path: Path): void {
  let node = root;
  for (const step of path.steps) {
    if (node.path !== undefined) throw complain('overlap', node.path, path);
    for (const [other, child] of node.children) {
      if (typeof other !== typeof step) throw complain('conflict', firstPath(child), path);
      break;
    }
    let child = node.children.get(step);
    if (child === undefined) {
      child = newNode();
      node.children.set(step, child);
    }
    node = child;
  }
  if (node.path !== undefined || node.children.size > 0) throw complain('overlap', firstPath(node), path);
  node.path = path;
}
