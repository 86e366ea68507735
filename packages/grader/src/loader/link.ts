import { factoryOf } from './common-js.ts';
import { ALLOWED_PACKAGES, exportsOf, importsOf, type AllowedPackage } from './imports.ts';
import type { LinkedModule } from './linked-module.ts';
import { LoadError } from './load-error.ts';
import { moduleWordsOf } from './module-words.ts';
import { parseCode, splitExports } from './split-exports.ts';
import { stripTypes } from './strip.ts';

/** One file of a learner as it stands on the disk or in an editor. */
export interface SourceFile {
  /** "access.ts": the name by which its neighbours import it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Turns a learner's files into modules, each behind those that it imports. Pure: whatever makes the modules (data:
 * addresses in Node, blob: addresses in a page) works from the same result.
 *
 * @param packages those that the files may import.
 * @throws {LoadError} 'syntax' or 'import'
 */
export function link(
  files: readonly SourceFile[],
  packages: readonly AllowedPackage[] = ALLOWED_PACKAGES,
): LinkedModule[] {
  const names = files.map(({ name }) => name);
  const modules = files.map(({ name, text }): LinkedModule => {
    const code = stripTypes(name, text);
    const imports = importsOf({ name, code }, { files: names, packages });
    const tokens = parseCode(code);
    // What reads exports loses sight of the later of several declarations, where the first has more lines than one.
    const split = splitExports(code, tokens);
    const exports = exportsOf({ name, code: split });
    const factory = factoryOf(split);
    const moduleWords = moduleWordsOf(code, tokens);
    return { name, code, imports, exports, moduleWords, ...(factory !== undefined && { factory }) };
  });
  return inOrder(modules);
}

function inOrder(modules: readonly LinkedModule[]): LinkedModule[] {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const done = new Set<LinkedModule>();
  const visit = (module: LinkedModule, path: readonly string[]): void => {
    if (done.has(module)) return;
    const start = path.indexOf(module.name);
    if (start >= 0) throw importCycle([...path.slice(start), module.name]);
    for (const name of neighboursOf(module)) visit(byName.get(name) as LinkedModule, [...path, module.name]);
    done.add(module);
  };
  for (const module of modules) visit(module, []);
  return [...done];
}

function neighboursOf({ imports }: LinkedModule): string[] {
  return imports.flatMap(({ target }) => (target.kind === 'file' ? [target.name] : []));
}

/** Modules at addresses of their own cannot import each other in a circle, since each address needs the other first. */
function importCycle(path: readonly string[]): LoadError {
  const [first = ''] = path;
  return new LoadError(
    'import',
    first,
    path.length === 2
      ? 'imports itself. Take that line out.'
      : `imports itself by way of others: ${path.join(' → ')}. Move what both need into one of them.`,
  );
}
