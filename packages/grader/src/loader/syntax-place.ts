import { tokensOf, type Token } from './tokens.ts';
import type { LinkedModule } from './link.ts';
import type { ModuleHost } from './module-host.ts';

const HEAD = '"use strict"; (async () => {\n';

/**
 * Where the engine's syntax error lies: "access.ts:12:23", or the file alone.
 *
 * Engines tell the place of a fault in a script but not of one in a module. So the module is compiled once more as the
 * body of a function, with imports and `export` blanked; the place counts only if the same fault is found again.
 */
export function syntaxPlace(module: LinkedModule, message: string, host: ModuleHost): string {
  const again = host.syntaxFault(`${HEAD}${asFunctionBody(module)}\n})`);
  if (again?.message !== message) return module.name;
  return `${module.name}:${again.line - 1}:${again.column}`;
}

function asFunctionBody({ code }: LinkedModule): string {
  const tokens = tokensOf(code, 'js');
  let body = code;
  for (const [index, { text }] of tokens.entries()) {
    if (text === 'import') for (const token of importAt(tokens, index)) body = blank(body, token);
    if (text === 'export') body = blank(body, tokens[index] as Token);
  }
  return body;
}

/** The tokens of an import declaration, up to its specifier. */
function importAt(tokens: readonly Token[], index: number): readonly Token[] {
  const end = tokens.findIndex(({ text }, at) => at > index && /^['"]/.test(text));
  return tokens.slice(index, end + 1);
}

function blank(code: string, { start, end }: Token): string {
  return code.slice(0, start) + ' '.repeat(end - start) + code.slice(end);
}
