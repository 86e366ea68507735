import type { Comparator, Condition, Operand, Path, Step } from '../expressions/ast.ts';
import { statementError } from './lexer.ts';
import { literalOperand } from './statement.ts';
import type { TokenReader } from './token-reader.ts';
import { readLiteral } from './values.ts';

/** WHERE clauses, in the terms of the engine's own conditions. Keywords and functions are PartiQL's. */
const COMPARATORS: Readonly<Record<string, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const FUNCTIONS = new Set([
  'begins_with',
  'contains',
  'attribute_type',
  'size',
  'attribute_exists',
  'attribute_not_exists',
]);

export function readPath(reader: TokenReader): Path {
  const steps: Step[] = [name(reader)];
  for (;;) {
    if (reader.accept('.')) steps.push(name(reader));
    else if (reader.accept('[')) {
      const index = reader.next();
      if (index.kind === 'number' && /^\d+$/.test(index.text)) steps.push(Number(index.text));
      else if (index.kind === 'text') steps.push(index.text);
      else throw statementError('A list index is a whole number');
      reader.expect(']');
    } else return { kind: 'path', steps };
  }
}

function name(reader: TokenReader): string {
  const token = reader.next();
  if (token.kind !== 'word' && token.kind !== 'quoted')
    throw statementError(`Unexpected "${token.text}" where a name should stand`);
  return token.text;
}

const VALUE_WORDS = new Set(['TRUE', 'FALSE', 'NULL', 'MISSING']);

export function readOperand(reader: TokenReader): Operand {
  const token = reader.peek();
  const behind = reader.peek(1);
  if (
    token.kind === 'word' &&
    behind.kind === 'symbol' &&
    behind.text === '(' &&
    FUNCTIONS.has(token.text.toLowerCase())
  )
    return readCall(reader);
  const isName =
    token.kind === 'quoted' || (token.kind === 'word' && !VALUE_WORDS.has(token.text.toUpperCase()));
  return isName ? readPath(reader) : literalOperand(readLiteral(reader));
}

function readCall(reader: TokenReader): Operand & { kind: 'call' } {
  const called = reader.next().text.toLowerCase();
  reader.expect('(');
  const args = [readOperand(reader)];
  while (reader.accept(',')) args.push(readOperand(reader));
  reader.expect(')');
  return { kind: 'call', name: called, args };
}

export function readWhere(reader: TokenReader): Condition {
  let left = readAnd(reader);
  while (reader.acceptWord('OR')) left = { kind: 'or', left, right: readAnd(reader) };
  return left;
}

function readAnd(reader: TokenReader): Condition {
  let left = readNot(reader);
  while (reader.acceptWord('AND')) left = { kind: 'and', left, right: readNot(reader) };
  return left;
}

function readNot(reader: TokenReader): Condition {
  if (reader.acceptWord('NOT')) return { kind: 'not', operand: readNot(reader) };
  if (reader.accept('(')) {
    const inner = readWhere(reader);
    reader.expect(')');
    return inner;
  }
  return readTest(reader);
}

function readTest(reader: TokenReader): Condition {
  const operand = readOperand(reader);
  if (reader.acceptWord('BETWEEN')) {
    const low = readOperand(reader);
    reader.expectWord('AND');
    return { kind: 'between', operand, low, high: readOperand(reader) };
  }
  if (reader.acceptWord('IN')) return { kind: 'in', operand, list: readList(reader) };
  if (reader.acceptWord('IS')) return readIs(reader, operand);
  const operator = reader.peek().kind === 'symbol' ? COMPARATORS[reader.peek().text] : undefined;
  if (operator !== undefined) {
    reader.next();
    return { kind: 'compare', operator, left: operand, right: readOperand(reader) };
  }
  if (operand.kind !== 'call' || operand.name === 'size')
    throw statementError('A condition is missing its comparison');
  return operand;
}

function readList(reader: TokenReader): Operand[] {
  const close = reader.accept('[') ? ']' : ')';
  if (close === ')') reader.expect('(');
  const list = [readOperand(reader)];
  while (reader.accept(',')) list.push(readOperand(reader));
  reader.expect(close);
  return list;
}

/** `IS [NOT] MISSING` asks for the attribute, `IS [NOT] NULL` for its being NULL. */
function readIs(reader: TokenReader, operand: Operand): Condition {
  const negated = reader.acceptWord('NOT');
  let test: Condition;
  if (reader.acceptWord('MISSING')) test = { kind: 'call', name: 'attribute_not_exists', args: [operand] };
  else {
    reader.expectWord('NULL');
    test = { kind: 'call', name: 'attribute_type', args: [operand, literalOperand({ S: 'NULL' })] };
  }
  return negated ? { kind: 'not', operand: test } : test;
}
