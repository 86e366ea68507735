import type { ParsedToken } from 'sucrase/dist/parser/index.js';
import type { Range } from './linked-module.ts';

/** Where imports stand in the code of a module, up to their specifiers, and the word `export`. */
export function moduleWordsOf(code: string, tokens: readonly ParsedToken[]): Range[] {
  const textOf = ({ start, end }: ParsedToken): string => code.slice(start, end);
  return tokens.flatMap((token, at) => {
    const text = textOf(token);
    if (text === 'export') return [rangeOf(token)];
    if (text !== 'import') return [];
    const specifier = tokens.findIndex((other, index) => index > at && /^['"]/.test(textOf(other)));
    return tokens.slice(at, specifier + 1).map(rangeOf);
  });
}

function rangeOf({ start, end }: ParsedToken): Range {
  return { start, end };
}
