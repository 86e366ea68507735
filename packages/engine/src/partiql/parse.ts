import type { Operand, Path, UpdateAction } from '../expressions/ast.ts';
import { refuseOverlaps } from '../expressions/overlap.ts';
import type { AttributeValue } from '../values/types.ts';
import { readOperand, readPath, readWhere } from './conditions.ts';
import { statementError } from './lexer.ts';
import type { Delete, Exists, Insert, Returning, Select, Statement, Target, Update } from './statement.ts';
import { TokenReader } from './token-reader.ts';
import { readMap } from './values.ts';

/** Source: "PartiQL for DynamoDB", Developer Guide; a statement has at most 8,192 characters. */
const STATEMENT_CHARS_MAX = 8192;

export function parseStatement(source: string, parameters: readonly AttributeValue[]): Statement {
  if (source.length > STATEMENT_CHARS_MAX) throw statementError('The statement is too long');
  const reader = new TokenReader(source, parameters);
  const statement = readStatement(reader);
  reader.end();
  return statement;
}

function readStatement(reader: TokenReader): Statement {
  if (reader.isWord('SELECT')) return readSelect(reader);
  if (reader.acceptWord('INSERT')) return readInsert(reader);
  if (reader.acceptWord('UPDATE')) return readUpdate(reader);
  if (reader.acceptWord('DELETE')) return readDelete(reader);
  if (reader.acceptWord('EXISTS')) return readExists(reader);
  throw statementError(`Expected SELECT, INSERT, UPDATE, DELETE or EXISTS, found "${reader.peek().text}"`);
}

function readExists(reader: TokenReader): Exists {
  reader.expect('(');
  const select = readSelect(reader);
  reader.expect(')');
  return { kind: 'exists', select };
}

function readTarget(reader: TokenReader): Target {
  const [table, index, ...rest] = [readName(reader), ...(reader.accept('.') ? [readName(reader)] : [])];
  if (table === undefined || rest.length > 0) throw statementError('A table name is missing');
  return { table, index };
}

/** Dots and dashes are part of a table's name only in quotes. */
function readName(reader: TokenReader): string {
  const token = reader.next();
  if (token.kind !== 'word' && token.kind !== 'quoted')
    throw statementError(`Unexpected "${token.text}" where a table should stand`);
  return token.text;
}

function readSelect(reader: TokenReader): Select {
  reader.expectWord('SELECT');
  const paths = reader.accept('*') ? undefined : readPaths(reader);
  reader.expectWord('FROM');
  const target = readTarget(reader);
  const where = reader.acceptWord('WHERE') ? readWhere(reader) : undefined;
  const descending = reader.acceptWord('ORDER') && readOrder(reader);
  return { kind: 'select', target, paths, where, descending };
}

function readPaths(reader: TokenReader): Path[] {
  const paths = [readPath(reader)];
  while (reader.accept(',')) paths.push(readPath(reader));
  refuseOverlaps(paths);
  return paths;
}

/** `ORDER BY key [DESC]`: the order is always the sort key's. */
function readOrder(reader: TokenReader): boolean {
  reader.expectWord('BY');
  readPath(reader);
  if (reader.acceptWord('DESC')) return true;
  reader.acceptWord('ASC');
  return false;
}

function readInsert(reader: TokenReader): Insert {
  reader.expectWord('INTO');
  const target = readTarget(reader);
  reader.expectWord('VALUE');
  reader.expect('{');
  return { kind: 'insert', target, item: readMap(reader) };
}

function readUpdate(reader: TokenReader): Update {
  const target = readTarget(reader);
  const actions: UpdateAction[] = [];
  for (;;) {
    if (reader.acceptWord('SET'))
      do actions.push(readSet(reader));
      while (reader.accept(','));
    else if (reader.acceptWord('REMOVE'))
      do actions.push({ section: 'REMOVE', path: readPath(reader), operand: undefined });
      while (reader.accept(','));
    else break;
  }
  if (actions.length === 0) throw statementError('UPDATE needs SET or REMOVE');
  refuseOverlaps(actions.map((action) => action.path));
  const where = reader.acceptWord('WHERE') ? readWhere(reader) : undefined;
  return { kind: 'update', target, actions, where, returning: readReturning(reader) };
}

/** `set_add` and `set_delete` change a set; everything else is a value like in an UpdateExpression. */
function readSet(reader: TokenReader): UpdateAction {
  const path = readPath(reader);
  reader.expect('=');
  const called = reader.peek(1).text === '(' ? reader.peek().text.toLowerCase() : '';
  if (called === 'set_add' || called === 'set_delete') {
    const [, operand] = readArguments(reader);
    return { section: called === 'set_add' ? 'ADD' : 'DELETE', path, operand };
  }
  const left = readTerm(reader);
  const operator = reader.isSymbol('+') ? '+' : reader.isSymbol('-') ? '-' : undefined;
  if (operator === undefined) return { section: 'SET', path, operand: left };
  reader.next();
  return { section: 'SET', path, operand: { kind: 'arithmetic', operator, left, right: readTerm(reader) } };
}

const UPDATE_FUNCTIONS = new Set(['list_append', 'if_not_exists']);

function readTerm(reader: TokenReader): Operand {
  const called = reader.peek().text.toLowerCase();
  if (reader.peek(1).text !== '(' || !UPDATE_FUNCTIONS.has(called)) return readOperand(reader);
  return { kind: 'call', name: called, args: readArguments(reader) };
}

function readArguments(reader: TokenReader): [Operand, Operand] {
  reader.next();
  reader.expect('(');
  const first = readTerm(reader);
  reader.expect(',');
  const second = readTerm(reader);
  reader.expect(')');
  return [first, second];
}

function readDelete(reader: TokenReader): Delete {
  reader.expectWord('FROM');
  const target = readTarget(reader);
  const where = reader.acceptWord('WHERE') ? readWhere(reader) : undefined;
  return { kind: 'delete', target, where, returning: readReturning(reader) };
}

function readReturning(reader: TokenReader): Returning | undefined {
  if (!reader.acceptWord('RETURNING')) return undefined;
  const all = reader.acceptWord('ALL');
  if (!all) reader.expectWord('MODIFIED');
  const old = reader.acceptWord('OLD');
  if (!old) reader.expectWord('NEW');
  reader.expect('*');
  return `${all ? 'ALL' : 'UPDATED'}_${old ? 'OLD' : 'NEW'}`;
}
