import { ValidationException } from '../errors.ts';
import type { AttributeValue } from '../values/types.ts';
import { statementError, type Token, tokenizeStatement } from './lexer.ts';

/** Walks through a statement's tokens and hands out its parameters in order. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private readonly parameters: readonly AttributeValue[];
  private at = 0;
  private used = 0;

  constructor(source: string, parameters: readonly AttributeValue[]) {
    this.tokens = tokenizeStatement(source);
    this.parameters = parameters;
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  isSymbol(text: string): boolean {
    return this.peek().kind === 'symbol' && this.peek().text === text;
  }

  accept(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.at++;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw statementError(`Expected "${text}", found "${this.peek().text}"`);
  }

  isWord(word: string): boolean {
    return this.peek().kind === 'word' && this.peek().text.toUpperCase() === word;
  }

  acceptWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at++;
    return true;
  }

  expectWord(word: string): void {
    if (!this.acceptWord(word)) throw statementError(`Expected ${word}, found "${this.peek().text}"`);
  }

  parameter(): AttributeValue {
    const value = this.parameters[this.used++];
    if (value === undefined)
      throw new ValidationException("Number of parameters in request and statement don't match.");
    return value;
  }

  end(): void {
    if (this.peek().kind !== 'end')
      throw statementError(`Unexpected "${this.peek().text}" behind the statement`);
    if (this.used !== this.parameters.length) {
      throw new ValidationException("Number of parameters in request and statement don't match.");
    }
  }
}
