import { ValidationException } from '../errors.ts';

/** `name` is a bare word, `#` and `:` are placeholders with their mark, `end` stands behind the last character. */
export type TokenKind = 'name' | '#' | ':' | 'number' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly stop: number;
}

const TOKEN =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[=<>(),.[\]+-]))/y;
const KINDS: readonly TokenKind[] = ['name', '#', ':', 'number', 'symbol'];

/** Splits an expression. A character that starts no token becomes a token of its own, which no rule accepts. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) break;
    const kind = match.findIndex((group, number) => number > 0 && group !== undefined) - 1;
    const text = match[kind + 1]!;
    at = TOKEN.lastIndex;
    tokens.push({ kind: KINDS[kind]!, text, start: at - text.length, stop: at });
  }
  const rest = source.slice(at);
  const strange = rest.trimStart();
  const start = at + rest.length - strange.length;
  if (strange !== '') tokens.push({ kind: 'symbol', text: strange[0]!, start, stop: start + 1 });
  tokens.push({ kind: 'end', text: '<EOF>', start: source.length, stop: source.length });
  return tokens;
}

/** The syntax error at one token, with the text from the token before it to the token behind it. */
export function syntaxError(source: string, tokens: readonly Token[], at: number): ValidationException {
  const token = tokens[at]!;
  const before = tokens[at - 1] ?? token;
  const behind = tokens[at + 1] ?? token;
  const near = source.slice(
    before.start,
    behind.kind === 'end' && token.kind === 'end' ? before.stop : behind.stop,
  );
  return new ValidationException(`Syntax error; token: "${token.text}", near: "${near.trimEnd()}"`);
}
