import { newBag } from '../values/bag.ts';
import { canonicalNumber } from '../values/number.ts';
import { type AttributeValue, type Item, typeOf } from '../values/types.ts';
import { statementError } from './lexer.ts';
import type { TokenReader } from './token-reader.ts';

/** Literals of a statement: text, numbers, TRUE, FALSE, NULL, [list], {'name': value}, <<set>> and `?`. */
export function readLiteral(reader: TokenReader): AttributeValue {
  const token = reader.next();
  if (token.kind === 'text') return { S: token.text };
  if (token.kind === 'number') return { N: canonicalNumber(token.text) };
  if (token.kind === 'word') return wordLiteral(token.text);
  if (token.text === '?') return reader.parameter();
  if (token.text === '[') return { L: sequence(reader, ']') };
  if (token.text === '{') return { M: readMap(reader) };
  if (token.text === '<<') return setOf(sequence(reader, '>>'));
  throw statementError(`Unexpected "${token.text}" where a value should stand`);
}

function wordLiteral(word: string): AttributeValue {
  const upper = word.toUpperCase();
  if (upper === 'TRUE') return { BOOL: true };
  if (upper === 'FALSE') return { BOOL: false };
  if (upper === 'NULL' || upper === 'MISSING') return { NULL: true };
  throw statementError(`Unexpected "${word}" where a value should stand`);
}

function sequence(reader: TokenReader, close: string): AttributeValue[] {
  const members: AttributeValue[] = [];
  if (reader.accept(close)) return members;
  do members.push(readLiteral(reader));
  while (reader.accept(','));
  reader.expect(close);
  return members;
}

/** Behind the opening brace. */
export function readMap(reader: TokenReader): Item {
  const map = newBag();
  if (reader.accept('}')) return map;
  do {
    const name = reader.next();
    if (name.kind !== 'text' && name.kind !== 'quoted')
      throw statementError('A map needs its names in quotes');
    reader.expect(':');
    map[name.text] = readLiteral(reader);
  } while (reader.accept(','));
  reader.expect('}');
  return map;
}

function setOf(members: readonly AttributeValue[]): AttributeValue {
  const type = members[0] === undefined ? undefined : typeOf(members[0]);
  if (type !== 'S' && type !== 'N' && type !== 'B')
    throw statementError('A set holds strings, numbers or binary values');
  const values = members.map((member) => member[type]);
  if (values.some((value) => value === undefined)) throw statementError('The members of a set have one type');
  if (new Set(values).size < values.length) throw statementError('Input collection contains duplicates');
  return { [`${type}S`]: values } as AttributeValue;
}
