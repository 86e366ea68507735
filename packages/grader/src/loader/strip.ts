import { transform } from 'sucrase';
import { findNotErasable } from './erasable.ts';
import { LoadError, placeAt } from './load-error.ts';
import { ParseError, tokensOf, toParseError, type Token } from './tokens.ts';

/**
 * TypeScript without its types. Every remaining token stands on the line and at the column that it has in the
 * source, so stack traces and breakpoints need no source map.
 *
 * Imports that only types use go with the types, as TypeScript itself has it.
 *
 * @throws {LoadError} 'syntax' for what does not parse, and for TypeScript that is more than types.
 */
export function stripTypes(file: string, source: string): string {
  const text = source.replace(/^\uFEFF/, ' ');
  try {
    const before = tokensOf(text, 'ts');
    const refused = findNotErasable(before);
    if (refused !== undefined) throw new ParseError(refused.rule, refused.token.start);
    const code = erase(text);
    return align({ text, tokens: before }, { text: code, tokens: tokensOfErased(code, text) });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new LoadError('syntax', placeAt(file, text, error.offset), error.message);
  }
}

function erase(text: string): string {
  try {
    return transform(text, { transforms: ['typescript'], disableESTransforms: true }).code;
  } catch (error) {
    throw toParseError(error);
  }
}

/** Lines are the same before and after, so a fault that only shows without the types still has its line. */
function tokensOfErased(code: string, text: string): Token[] {
  try {
    return tokensOf(code, 'js');
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const line = code.slice(0, error.offset).split('\n').length;
    throw new ParseError(error.message, startOfLine(text, line));
  }
}

function startOfLine(text: string, line: number): number {
  const above = text.split('\n').slice(0, line - 1);
  return above.reduce((offset, { length }) => offset + length + 1, 0);
}

interface Side {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/**
 * Puts each token of the erased code back to its column, with blanks where the types were. Whatever erasing put in,
 * or moved up, has no counterpart in the source and is refused: a stripper only ever takes away.
 */
function align(source: Side, erased: Side): string {
  const parts: string[] = [];
  let column = 0;
  let end = 0;
  let next = 0;
  for (const token of erased.tokens) {
    const from = next;
    while (next < source.tokens.length && !isKept(source.tokens[next] as Token, token)) next += 1;
    const original = source.tokens[next];
    if (original === undefined || original.line > token.line) throw notErasable(source, from);
    const gap = erased.text.slice(end, token.start);
    if (needsSemicolon(source.tokens, from, next)) parts.push(';');
    parts.push(gap);
    column = columnAfter(column, gap);
    const blanks = original.line === token.line ? Math.max(0, columnOf(source.text, original) - column) : 0;
    parts.push(' '.repeat(blanks), token.text);
    column = columnAfter(column + blanks, token.text);
    end = token.end;
    next += 1;
  }
  parts.push(erased.text.slice(end));
  return parts.join('');
}

function isKept(source: Token, erased: Token): boolean {
  return source.text === erased.text && !source.isType;
}

function notErasable(source: Side, from: number): ParseError {
  const token = source.tokens[Math.min(from, source.tokens.length - 1)];
  return new ParseError(
    'This TypeScript cannot be taken away without changing the code. Use syntax that only adds types.',
    token?.start ?? 0,
  );
}

/**
 * Whether a dropped statement, from `from` to before `to`, is all that ended the one before it: `x = y`, then a
 * `type`, then `(…)`, would become a call of y.
 */
function needsSemicolon(tokens: readonly Token[], from: number, to: number): boolean {
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]];
  if (before === undefined || first === undefined || after === undefined || from === to) return false;
  return first.line > before.line && STATEMENTS.has(first.text) && CONTINUES.test(after.text);
}

const STATEMENTS = new Set([
  'type',
  'interface',
  'declare',
  'import',
  'export',
  'abstract',
  'function',
  'async',
]);
const CONTINUES = /^[([`/+\-*.,]/;

function columnOf(text: string, token: Token): number {
  return token.start - (text.lastIndexOf('\n', token.start - 1) + 1);
}

function columnAfter(column: number, text: string): number {
  const lineFeed = text.lastIndexOf('\n');
  return lineFeed < 0 ? column + text.length : text.length - lineFeed - 1;
}
