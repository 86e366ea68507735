import { parse, type ParsedToken } from 'sucrase/dist/parser/index.js';

/** One token of a text. What sucrase's parser knows beyond this is left out. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** 1-based line on which the token starts. */
  readonly line: number;
  /** Part of a type, an interface or a `declare`; erasing drops it. */
  readonly isType: boolean;
}

/** What the parser found wrong, and where. */
export class ParseError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'ParseError';
    this.offset = offset;
  }
}

/**
 * The tokens of a module, without comments and without empty ones (a template's empty parts).
 *
 * The parser's own module is used because the package's front door gives code only, and judging what erasing did
 * needs both token lists. The version is pinned for that reason.
 *
 * @throws {ParseError}
 */
export function tokensOf(text: string, language: 'ts' | 'js'): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  for (const { start, end, isType } of parseModule(text, language)) {
    if (start === end) continue;
    line += countLineFeeds(text, at, start);
    at = start;
    tokens.push({ text: text.slice(start, end), start, end, line, isType });
  }
  return tokens;
}

/** The tokens of a module as the parser has them. @throws {ParseError} */
export function parseModule(text: string, language: 'ts' | 'js'): readonly ParsedToken[] {
  try {
    return parse(text, false, language === 'ts', false).tokens;
  } catch (error) {
    throw toParseError(error);
  }
}

/** Sucrase's errors carry `pos`; a nesting too deep for its stack comes as a RangeError. */
export function toParseError(error: unknown): ParseError {
  if (error instanceof RangeError) return new ParseError('The code is nested too deeply', 0);
  if (!(error instanceof Error)) throw error;
  const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
  return new ParseError(
    error.message.replace(/^Error transforming [^:]*: /, '').replace(/ \(\d+:\d+\)$/, ''),
    offset,
  );
}

function countLineFeeds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
