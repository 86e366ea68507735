import { ALLOWED_PACKAGES, exportsOf, importsOf, type AllowedPackage, type Import } from './imports.ts';
import { LoadError } from './load-error.ts';
import { splitExports } from './split-exports.ts';
import { stripTypes } from './strip.ts';

/** One file of a learner as it stands on the disk or in an editor. */
export interface SourceFile {
  /** "access.ts": the name by which its neighbours import it. */
  readonly name: string;
  readonly text: string;
}

/** A module ready to be made: JavaScript, and where in it the specifiers stand that a host replaces by addresses. */
export interface LinkedModule {
  readonly name: string;
  readonly code: string;
  readonly imports: readonly Import[];
  /** The names that it exports itself. */
  readonly exports: readonly string[];
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
    const file = { name, code };
    const imports = importsOf(file, { files: names, packages });
    // What reads exports loses sight of the later of several declarations, where the first has more lines than one.
    return { ...file, imports, exports: exportsOf({ name, code: splitExports(code) }) };
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

/** The code of a module with each specifier replaced by the address that its target got. */
export function withAddresses(
  { code, imports }: LinkedModule,
  addressOf: (target: Import['target']) => string,
): string {
  const parts: string[] = [];
  let end = 0;
  for (const { start, end: next, target } of imports) {
    parts.push(code.slice(end, start), addressOf(target));
    end = next;
  }
  parts.push(code.slice(end));
  return parts.join('');
}
