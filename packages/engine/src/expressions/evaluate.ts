import { base64ByteLength, base64ToByteString } from '../values/base64.ts';
import { compareScalars, equalValues } from '../values/order.ts';
import { isEmptyBag } from '../values/bag.ts';
import { type AttributeValue, type Item, typeOf } from '../values/types.ts';
import type { Call, Comparator, Condition, Operand, Path } from './ast.ts';

/** The value at a path, or undefined where any step leads nowhere. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value = item[path.steps[0] as string];
  for (let at = 1; at < path.steps.length && value !== undefined; at++) {
    const step = path.steps[at]!;
    value = typeof step === 'number' ? value.L?.[step] : value.M?.[step];
  }
  return value;
}

function operandValue(operand: Operand, item: Item): AttributeValue | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand);
  // The binder lets nothing but size() through to here.
  return operand.kind === 'call' ? sizeOf(operandValue(operand.args[0]!, item)) : undefined;
}

/** Strings count in UTF-16 units, as DynamoDB Local's do; binary in bytes; containers in elements. */
function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  const size = countOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

function countOf(value: AttributeValue): number | undefined {
  if (value.S !== undefined) return value.S.length;
  if (value.B !== undefined) return base64ByteLength(value.B);
  if (value.M !== undefined) return isEmptyBag(value.M) ? 0 : Object.keys(value.M).length;
  return (value.L ?? value.SS ?? value.NS ?? value.BS)?.length;
}

/**
 * Whether an item meets a bound condition. A missing attribute or one of another type makes a comparison false, and
 * `<>` true.
 */
export function meets(node: Condition, item: Item): boolean {
  switch (node.kind) {
    case 'and':
      return meets(node.left, item) && meets(node.right, item);
    case 'or':
      return meets(node.left, item) || meets(node.right, item);
    case 'not':
      return !meets(node.operand, item);
    case 'compare':
      return compare(node.operator, operandValue(node.left, item), operandValue(node.right, item));
    case 'between': {
      const value = operandValue(node.operand, item);
      return (
        compare('>=', value, operandValue(node.low, item)) &&
        compare('<=', value, operandValue(node.high, item))
      );
    }
    case 'in': {
      const value = operandValue(node.operand, item);
      return node.list.some((candidate) => compare('=', value, operandValue(candidate, item)));
    }
    case 'call':
      return callMeets(node, item);
  }
}

function compare(
  operator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (left === undefined || right === undefined) return operator === '<>';
  if (operator === '=') return equalValues(left, right);
  if (operator === '<>') return !equalValues(left, right);
  const type = typeOf(left);
  if (right[type] === undefined || (type !== 'S' && type !== 'N' && type !== 'B')) return false;
  const order = compareScalars(left, right);
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function callMeets(call: Call, item: Item): boolean {
  const first = operandValue(call.args[0]!, item);
  if (call.name === 'attribute_exists') return first !== undefined;
  if (call.name === 'attribute_not_exists') return first === undefined;
  const second = operandValue(call.args[1]!, item);
  if (first === undefined || second === undefined) return false;
  if (call.name === 'attribute_type') return typeOf(first) === second.S;
  return call.name === 'begins_with' ? beginsWith(first, second) : contains(first, second);
}

function beginsWith(value: AttributeValue, start: AttributeValue): boolean {
  if (value.S !== undefined) return start.S !== undefined && value.S.startsWith(start.S);
  if (value.B === undefined || start.B === undefined) return false;
  return base64ToByteString(value.B).startsWith(base64ToByteString(start.B));
}

function contains(value: AttributeValue, member: AttributeValue): boolean {
  if (value.S !== undefined) return member.S !== undefined && value.S.includes(member.S);
  if (value.L !== undefined) return value.L.some((element) => equalValues(element, member));
  if (value.B !== undefined) {
    return member.B !== undefined && base64ToByteString(value.B).includes(base64ToByteString(member.B));
  }
  if (value.SS !== undefined) return member.S !== undefined && value.SS.includes(member.S);
  if (value.NS !== undefined) return member.N !== undefined && value.NS.includes(member.N);
  return value.BS !== undefined && member.B !== undefined && value.BS.includes(member.B);
}
