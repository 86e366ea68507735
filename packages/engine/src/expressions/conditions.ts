import type { Condition, Operand, Path } from './ast.ts';

/** Every document path in a condition. */
export function pathsIn(node: Condition): Path[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return [...pathsIn(node.left), ...pathsIn(node.right)];
    case 'not':
      return pathsIn(node.operand);
    case 'compare':
      return [node.left, node.right].flatMap(pathsOfOperand);
    case 'between':
      return [node.operand, node.low, node.high].flatMap(pathsOfOperand);
    case 'in':
      return [node.operand, ...node.list].flatMap(pathsOfOperand);
    case 'call':
      return node.args.flatMap(pathsOfOperand);
  }
}

function pathsOfOperand(operand: Operand): Path[] {
  if (operand.kind === 'path') return [operand];
  if (operand.kind === 'call') return operand.args.flatMap(pathsOfOperand);
  return operand.kind === 'arithmetic' ? [operand.left, operand.right].flatMap(pathsOfOperand) : [];
}
