import type { ParsedToken } from 'sucrase/dist/parser/index.js';
import { TokenType } from 'sucrase/dist/parser/tokenizer/types.js';
import type { Range } from './linked-module.ts';

const DECLARING: ReadonlySet<string> = new Set(['const', 'let', 'var']);
const OPENING: ReadonlySet<number> = new Set([TokenType.braceL, TokenType.bracketL, TokenType.dollarBraceL]);
const CLOSING: ReadonlySet<number> = new Set([TokenType.braceR, TokenType.bracketR]);

/** A text that takes the place of what stands from one offset to another. */
interface Cut extends Range {
  readonly text: string;
}

/**
 * `export const a = 1, b = 2;` as `export const a = 1; export const b = 2;`, on the same lines. What turns exports into
 * CommonJS takes the first of several declarations for the only one. It also begins a statement with a bracket where a
 * pattern is declared, so a semicolon keeps that from the line before.
 *
 * @param code without types
 */
export function splitExports(code: string, tokens: readonly ParsedToken[]): string {
  const cuts = tokens.flatMap(({ type, start }, at): Cut[] => {
    const word = textOf(code, tokens[at + 1]);
    if (type !== TokenType._export || !DECLARING.has(word)) return [];
    const isPattern = OPENING.has(tokens[at + 2]?.type ?? -1);
    return [
      ...(isPattern ? [{ start, end: start, text: ';' }] : []),
      ...commasOf(code, tokens, at + 2).map((comma) => ({ ...comma, text: `; export ${word}` })),
    ];
  });
  const parts = cuts.map(({ start, text }, at) => code.slice(cuts[at - 1]?.end ?? 0, start) + text);
  return parts.join('') + code.slice(cuts.at(-1)?.end ?? 0);
}

/** The commas between declarations, the first of which begins at a token. */
function commasOf(code: string, tokens: readonly ParsedToken[], first: number): ParsedToken[] {
  const commas: ParsedToken[] = [];
  for (let at = endOfName(tokens, first); ; at = endOfName(tokens, at + 1)) {
    // The parser knows where the value ends that is assigned here.
    if (textOf(code, tokens[at]) === '=') at = tokens[at]?.rhsEndIndex ?? at;
    const comma = tokens[at];
    if (comma?.type !== TokenType.comma) return commas;
    commas.push(comma);
  }
}

/** The index behind the name, or the pattern of names, that begins at another. */
function endOfName(tokens: readonly ParsedToken[], first: number): number {
  let depth = 0;
  for (let at = first; at < tokens.length; at += 1) {
    const { type } = tokens[at] as ParsedToken;
    if (OPENING.has(type)) depth += 1;
    else if (CLOSING.has(type)) depth -= 1;
    if (depth <= 0) return at + 1;
  }
  return tokens.length;
}

function textOf(code: string, token: ParsedToken | undefined): string {
  return token === undefined ? '' : code.slice(token.start, token.end);
}
