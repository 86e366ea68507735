import type { AllowedPackage, Import } from './imports.ts';
import type { LinkedModule } from './linked-module.ts';
import { LoadError, placeAt } from './load-error.ts';
import type { Exports } from './module-host.ts';

/**
 * Refuses an import of a name that its target does not export. Engines find that, too, but each says it differently,
 * and none tells a page where.
 *
 * @param modules each behind those that it imports
 * @throws {LoadError} 'import'
 */
export function refuseMissingNames(
  modules: readonly LinkedModule[],
  packages: ReadonlyMap<AllowedPackage, Readonly<Exports>>,
): void {
  const known = new Map<string, ReadonlySet<string>>();
  const namesOf = ({ kind, name }: Import['target']): ReadonlySet<string> =>
    (kind === 'file' ? known.get(name) : namesOfPackage(packages.get(name))) ?? new Set();
  for (const { name: file, code, imports, exports } of modules) {
    for (const { names, target } of imports) {
      const missing = names.find(({ name }) => !namesOf(target).has(name));
      if (missing === undefined) continue;
      const specifier = target.kind === 'file' ? `./${target.name}` : target.name;
      throw new LoadError(
        'import',
        placeAt(file, code, missing.offset),
        `does not load: The requested module '${specifier}' does not provide an export named '${missing.name}'`,
      );
    }
    const passedOn = imports
      .filter(({ isPassedOn }) => isPassedOn)
      .flatMap(({ target }) => [...namesOf(target)]);
    known.set(file, new Set([...exports, ...passedOn.filter((name) => name !== 'default')]));
  }
}

/** What Node adds to a package of CommonJS is found nowhere else. */
function namesOfPackage(exports: Readonly<Exports> = {}): ReadonlySet<string> {
  return new Set(Object.keys(exports).filter((name) => name !== 'default' && name !== 'module.exports'));
}
