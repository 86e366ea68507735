import type { ParsedToken } from 'sucrase/dist/parser/index.js';
import { TokenType } from 'sucrase/dist/parser/tokenizer/types.js';
import type { Range } from './linked-module.ts';

/** Where imports stand in the code of a module, up to their specifiers, and the word `export`; each place once. */
export function moduleWordsOf(tokens: readonly ParsedToken[]): Range[] {
  const words: Range[] = [];
  let isInImport = false;
  for (const { type, start, end } of tokens) {
    isInImport ||= type === TokenType._import;
    if (isInImport || type === TokenType._export) words.push({ start, end });
    if (type === TokenType.string) isInImport = false;
  }
  return words;
}
