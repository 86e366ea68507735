import type { ValidationException } from '../errors.ts';
import { syntaxError, type Token, tokenize } from './lexer.ts';

/** Reads an expression's tokens one after the other. */
export class TokenReader {
  readonly source: string;
  protected readonly tokens: readonly Token[];
  protected at = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokenize(source);
  }

  protected get token(): Token {
    return this.tokens[this.at]!;
  }

  fail(): ValidationException {
    return syntaxError(this.source, this.tokens, this.at);
  }

  isSymbol(text: string): boolean {
    const token = this.token;
    return token.kind === 'symbol' && token.text === text;
  }

  accept(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.at++;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.fail();
  }

  /** Keywords are bare words in either case. */
  isWord(word: string): boolean {
    return this.token.kind === 'name' && this.token.text.toUpperCase() === word;
  }

  acceptWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at++;
    return true;
  }

  get atEnd(): boolean {
    return this.token.kind === 'end';
  }

  expectEnd(): void {
    if (!this.atEnd) throw this.fail();
  }
}
