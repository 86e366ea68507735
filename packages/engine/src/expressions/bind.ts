import { ValidationException } from '../errors.ts';
import { compareScalars } from '../values/order.ts';
import { type AttributeValue, typeOf, type TypeName } from '../values/types.ts';
import {
  type Call,
  type Comparison,
  type Condition,
  type Operand,
  type Path,
  samePath,
  showPath,
  type Step,
} from './ast.ts';
import type { Placeholders } from './placeholders.ts';

/**
 * Fills placeholders in and makes the checks that need no item: known functions, numbers and types of operands.
 * Every message is the service's; the caller adds `Invalid …Expression: `.
 */
interface FunctionRule {
  readonly operands: number;
  /** Where it may stand. */
  readonly use: 'boolean' | 'operand' | 'update';
  readonly pathFirst?: true;
}

const FUNCTIONS: ReadonlyMap<string, FunctionRule> = new Map<string, FunctionRule>([
  ['attribute_exists', { operands: 1, use: 'boolean', pathFirst: true }],
  ['attribute_not_exists', { operands: 1, use: 'boolean', pathFirst: true }],
  ['attribute_type', { operands: 2, use: 'boolean', pathFirst: true }],
  ['begins_with', { operands: 2, use: 'boolean' }],
  ['contains', { operands: 2, use: 'boolean' }],
  ['size', { operands: 1, use: 'operand' }],
  ['if_not_exists', { operands: 2, use: 'update', pathFirst: true }],
  ['list_append', { operands: 2, use: 'update' }],
]);

const ORDERED: ReadonlySet<TypeName> = new Set<TypeName>(['S', 'N', 'B']);
const IN_OPERANDS_MAX = 100;
const TYPE_NAMES = '{B,NULL,SS,BOOL,L,BS,N,NS,S,M}';
const KNOWN_TYPES: ReadonlySet<string> = new Set(TYPE_NAMES.slice(1, -1).split(','));

export function bindPath(path: Path, placeholders: Placeholders): Path {
  if (!path.steps.some((step) => typeof step === 'string' && step.startsWith('#'))) return path;
  const steps = path.steps.map((step): Step =>
    typeof step === 'string' && step.startsWith('#') ? placeholders.name(step) : step,
  );
  return { kind: 'path', steps };
}

export function bindOperand(
  operand: Operand,
  placeholders: Placeholders,
  place: FunctionRule['use'],
): Operand {
  switch (operand.kind) {
    case 'path':
      return bindPath(operand, placeholders);
    case 'value':
      return { kind: 'value', name: operand.name, value: placeholders.value(operand.name) };
    case 'call':
      return bindCall(operand, placeholders, place);
    case 'arithmetic': {
      const left = bindOperand(operand.left, placeholders, place);
      const right = bindOperand(operand.right, placeholders, place);
      for (const side of [left, right]) checkLiteral(operand.operator, side, (type) => type === 'N');
      return { ...operand, left, right };
    }
  }
}

function bindCall(call: Call, placeholders: Placeholders, place: FunctionRule['use']): Call {
  const rule = FUNCTIONS.get(call.name);
  if (rule === undefined) throw new ValidationException(`Invalid function name; function: ${call.name}`);
  if ((place === 'update') !== (rule.use === 'update')) {
    const where = place === 'update' ? 'an update' : 'a condition';
    throw new ValidationException(
      `The function is not allowed in ${where} expression; function: ${call.name}`,
    );
  }
  if (rule.use !== place) {
    throw new ValidationException(
      `The function is not allowed to be used this way in an expression; function: ${call.name}`,
    );
  }
  if (call.args.length !== rule.operands) {
    throw new ValidationException(
      `Incorrect number of operands for operator or function; operator or function: ${call.name}, number of operands: ${call.args.length}`,
    );
  }
  if (rule.pathFirst && call.args[0]!.kind !== 'path') {
    throw new ValidationException(
      `Operator or function requires a document path; operator or function: ${call.name}`,
    );
  }
  const inner = place === 'update' ? 'update' : 'operand';
  const args = call.args.map((argument) => bindOperand(argument, placeholders, inner));
  checkArguments(call.name, args);
  return { ...call, args };
}

function checkArguments(name: string, args: readonly Operand[]): void {
  const [first, second] = args as [Operand, Operand];
  if (name === 'attribute_type') checkTypeName(second);
  if (name === 'begins_with')
    for (const side of args) checkLiteral(name, side, (type) => type === 'S' || type === 'B');
  if (name === 'contains') {
    checkLiteral(name, first, (type) => type !== 'N' && type !== 'BOOL' && type !== 'NULL' && type !== 'M');
  }
  if (name === 'size')
    checkLiteral(name, first, (type) => type !== 'N' && type !== 'BOOL' && type !== 'NULL');
  if (name === 'list_append') for (const side of args) checkLiteral(name, side, (type) => type === 'L');
  if (name === 'contains' || name === 'begins_with') checkDistinct(name, first, [second]);
}

function checkTypeName(operand: Operand): void {
  if (operand.kind !== 'value')
    throw new ValidationException('Invalid operand; attribute_type needs a value placeholder');
  checkLiteral('attribute_type', operand, (type) => type === 'S');
  const name = operand.value.S!;
  if (KNOWN_TYPES.has(name)) return;
  throw new ValidationException(
    `Invalid attribute type name found; type: ${name}, valid types: ${TYPE_NAMES}`,
  );
}

function checkLiteral(operator: string, operand: Operand, allowed: (type: TypeName) => boolean): void {
  if (operand.kind !== 'value') return;
  const type = typeOf(operand.value);
  if (allowed(type)) return;
  throw new ValidationException(
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}

function checkDistinct(operator: string, first: Operand, rest: readonly Operand[]): void {
  if (first.kind !== 'path') return;
  if (!rest.some((operand) => operand.kind === 'path' && samePath(first, operand))) return;
  throw new ValidationException(
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: [${showPath(first)}]`,
  );
}

export function bindCondition(node: Condition, placeholders: Placeholders): Condition {
  const bind = (operand: Operand) => bindOperand(operand, placeholders, 'operand');
  switch (node.kind) {
    case 'and':
    case 'or':
      return {
        ...node,
        left: bindCondition(node.left, placeholders),
        right: bindCondition(node.right, placeholders),
      };
    case 'not':
      return { ...node, operand: bindCondition(node.operand, placeholders) };
    case 'call':
      return bindCall(node, placeholders, 'boolean');
    case 'compare':
      return checkedComparison({ ...node, left: bind(node.left), right: bind(node.right) });
    case 'in': {
      const list = node.list.map(bind);
      const operand = bind(node.operand);
      if (list.length > IN_OPERANDS_MAX) {
        throw new ValidationException(
          `The IN operator is provided with too many operands; number of operands: ${list.length}`,
        );
      }
      checkDistinct('IN', operand, list);
      return { ...node, operand, list };
    }
    case 'between': {
      const bound = { ...node, operand: bind(node.operand), low: bind(node.low), high: bind(node.high) };
      checkBetween(bound.operand, bound.low, bound.high);
      return bound;
    }
  }
}

function checkedComparison(node: Comparison): Comparison {
  if (node.operator !== '=' && node.operator !== '<>') {
    for (const side of [node.left, node.right])
      checkLiteral(node.operator, side, (type) => ORDERED.has(type));
  }
  checkDistinct(node.operator, node.left, [node.right]);
  return node;
}

function showLiteral(value: AttributeValue): string {
  const type = typeOf(value);
  return `AttributeValue: {${type}:${String(value[type])}}`;
}

function checkBetween(operand: Operand, low: Operand, high: Operand): void {
  for (const side of [operand, low, high]) checkLiteral('BETWEEN', side, (type) => ORDERED.has(type));
  if (low.kind === 'value' && high.kind === 'value') {
    const bounds = `lower bound operand: ${showLiteral(low.value)}, upper bound operand: ${showLiteral(high.value)}`;
    if (typeOf(low.value) !== typeOf(high.value)) {
      throw new ValidationException(
        `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`,
      );
    }
    if (compareScalars(low.value, high.value) > 0) {
      throw new ValidationException(
        `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
      );
    }
  }
  checkDistinct('BETWEEN', operand, [low, high]);
}
