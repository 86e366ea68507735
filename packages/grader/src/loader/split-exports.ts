import { parse } from 'es-module-lexer/minimal/js';
import { tokensOf, type Token } from './tokens.ts';

const DECLARING = new Set(['const', 'let', 'var']);
const OPENING = new Set(['(', '[', '{', '${']);
const CLOSING = new Set([')', ']', '}']);

/**
 * `export const a = 1, b = 2;` as `export const a = 1; export const b = 2;`, on the same lines. What turns exports into
 * CommonJS takes the first of several declarations for the only one.
 */
export function splitExports(code: string): string {
  const tokens = tokensOf(code, 'js');
  const starts = tokens.flatMap(({ text }, at) =>
    text === 'export' && DECLARING.has(tokens[at + 1]?.text ?? '') ? [at] : [],
  );
  if (starts.length === 0) return code;
  const exported = parse(code)[1].map(({ s }) => s);
  const commas = starts.flatMap((at) => {
    const word = tokens[at + 1] as Token;
    return commasOf(tokens.slice(at + 2), exported).map((comma) => ({ comma, word: word.text }));
  });
  let split = code;
  for (const { comma, word } of commas.reverse())
    split = `${split.slice(0, comma.start)}; export ${word}${split.slice(comma.end)}`;
  return split;
}

/** The commas between the declarations that the tokens begin with: behind each, at the same depth, a name is exported. */
function commasOf(tokens: readonly Token[], exported: readonly number[]): Token[] {
  const commas: Token[] = [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (OPENING.has(token.text)) depth += 1;
    else if (CLOSING.has(token.text)) depth -= 1;
    if (depth < 0 || (depth === 0 && isNextExport(tokens, at))) break;
    if (depth > 0 || token.text !== ',') continue;
    const end = endOfName(tokens, at + 1);
    const next = tokens[at + 1];
    if (next && exported.some((start) => start >= next.start && start < end)) commas.push(token);
  }
  return commas;
}

function isNextExport(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === 'export' && tokens[at - 1]?.text !== '.' && tokens[at + 1]?.text !== ':';
}

/** Where the name, or the pattern of names, ends that begins at a token. */
function endOfName(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (const { text, end } of tokens.slice(from)) {
    if (OPENING.has(text)) depth += 1;
    else if (CLOSING.has(text)) depth -= 1;
    if (depth <= 0) return end;
  }
  return 0;
}
