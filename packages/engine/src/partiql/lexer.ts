import { ValidationException } from '../errors.ts';

/** `word` is a keyword or bare name, `quoted` a "name", `text` a 'string'. */
export type TokenKind = 'word' | 'quoted' | 'text' | 'number' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const TOKEN =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(<<|>>|<>|<=|>=|!=|[=<>(),.[\]{}:?*+-]))/y;
const KINDS: readonly TokenKind[] = ['word', 'quoted', 'text', 'number', 'symbol'];

export function statementError(detail: string): ValidationException {
  return new ValidationException(`Statement wasn't well formed, can't be processed: ${detail}`);
}

export function tokenizeStatement(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) break;
    const kind = match.findIndex((group, number) => number > 0 && group !== undefined) - 1;
    const raw = match[kind + 1]!;
    const text = kind === 1 ? raw.replaceAll('""', '"') : kind === 2 ? raw.replaceAll("''", "'") : raw;
    at = TOKEN.lastIndex;
    tokens.push({ kind: KINDS[kind]!, text });
  }
  const rest = source.slice(at).trim();
  if (rest !== '' && rest !== ';') throw statementError(`Unexpected character "${rest[0]}"`);
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}
