import type { LinkedModule } from './linked-module.ts';
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

function asFunctionBody({ code, moduleWords }: LinkedModule): string {
  return moduleWords.reduce(
    (body, { start, end }) => `${body.slice(0, start)}${' '.repeat(end - start)}${body.slice(end)}`,
    code,
  );
}
