import type { LearnerModules } from '@keysmith/instruments/host';
import type { Factory } from './common-js.ts';
import { loadEsModules, toLoadError } from './es-modules.ts';
import { refuseMissingNames } from './exported-names.ts';
import type { AllowedPackage } from './imports.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Exports, ModuleHost } from './module-host.ts';

type Packages = ReadonlyMap<AllowedPackage, Readonly<Exports>>;

interface Compiled {
  readonly module: LinkedModule;
  readonly factory: Factory;
}

export interface LoaderOptions {
  /** Whether the files are known to load, as they have before: then none is made to see it. No unless told. */
  readonly isKnown?: boolean;
}

/**
 * Gives fresh instances of a learner's modules, as many as anybody wants.
 *
 * Real ES modules are made first, which is what says where a file does not load. Engines keep such a module
 * for ever, and need a millisecond to make it; instruments need thousands. So all instances are made by functions
 * that were compiled once, with imports and exports turned into CommonJS; lines stay where they are. Modules that
 * wait at their top level can't be such functions, and are made as ES modules each time.
 *
 * @returns a function that throws {LoadError} 'import' for a name that is not exported where it is imported from, and
 *   what `loadEsModules` throws.
 */
export function createLoader(
  modules: readonly LinkedModule[],
  host: ModuleHost,
  { isKnown = false }: LoaderOptions = {},
): () => Promise<LearnerModules> {
  let prepared: Promise<() => LearnerModules | Promise<LearnerModules>> | undefined;
  const prepare = async () => {
    const packages = await importPackages(modules, host);
    refuseMissingNames(modules, packages);
    if (!isKnown) await loadEsModules(modules, host);
    const compiled = modules.map((module) => compile(module, host));
    if (compiled.some((each) => each === undefined)) return () => loadEsModules(modules, host);
    return () => instantiate(compiled as readonly Compiled[], packages, host);
  };
  return async () => (await (prepared ??= prepare()))();
}

async function importPackages(modules: readonly LinkedModule[], host: ModuleHost): Promise<Packages> {
  const targets = modules.flatMap(({ imports }) => imports.map(({ target }) => target));
  const names = new Set(targets.flatMap((target) => (target.kind === 'package' ? [target.name] : [])));
  const pairs = [...names].map(async (name) => [name, await host.importPackage(name)] as const);
  return new Map(await Promise.all(pairs));
}

/** Undefined for code that is none of a plain function, although it is that of a module. */
function compile(module: LinkedModule, host: ModuleHost): Compiled | undefined {
  if (module.factory === undefined) return undefined;
  try {
    return { module, factory: host.evaluate(module.factory, host.sourceName(module.name)) as Factory };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Modules stand behind those that they import. */
function instantiate(compiled: readonly Compiled[], packages: Packages, host: ModuleHost): LearnerModules {
  const made: Record<string, Exports> = {};
  const require = (specifier: string): unknown =>
    packages.get(specifier as AllowedPackage) ?? made[specifier.replace(/^\.\//, '')];
  for (const { module, factory } of compiled) {
    const exports: Exports = {};
    try {
      // A module's `this` is undefined; a function's would be what it is called on.
      factory.call(undefined as never, exports, require);
    } catch (error) {
      throw toLoadError(error, module, host);
    }
    made[module.name] = exports;
  }
  return made;
}
