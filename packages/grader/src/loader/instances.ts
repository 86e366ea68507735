import type { LearnerModules } from '@keysmith/instruments/host';
import { commonJsFunction, type Factory } from './common-js.ts';
import { loadEsModules, proveEsModules, toLoadError } from './es-modules.ts';
import { refuseMissingNames } from './exported-names.ts';
import type { AllowedPackage } from './imports.ts';
import type { LinkedModule } from './link.ts';
import type { Exports, ModuleHost } from './module-host.ts';

type Packages = ReadonlyMap<AllowedPackage, Readonly<Exports>>;

interface Compiled {
  readonly module: LinkedModule;
  readonly factory: Factory;
}

/** Gives fresh instances of a learner's modules, as many as anybody wants. */
export interface Loader {
  /** An instance of files that the engine takes as modules. @throws {LoadError} */
  (): Promise<LearnerModules>;
  /**
   * An instance as soon as there can be one. The engine may still refuse the files as modules, which `prove` tells: a page
   * takes a while for that.
   *
   * @throws {LoadError}
   */
  early(): Promise<LearnerModules>;
  /** Resolves when the engine has taken the files as modules. @throws {LoadError} */
  prove(): Promise<void>;
}

/**
 * Gives instances of a learner's modules. Whether the files are modules at all is what the engine says of real ones. But
 * engines keep such a module for ever, and need a millisecond to make it; instruments need thousands. So all instances are
 * made by functions that were compiled once, with imports and exports turned into CommonJS; lines stay where they are.
 * Modules that wait at their top level can't be such functions, and are made as ES modules each time.
 *
 * All of it throws {LoadError}: 'import' for a name that is not exported where it is imported from, 'syntax' for what
 * the engine refuses, and 'load' for a module that throws while it is made.
 */
export function createLoader(modules: readonly LinkedModule[], host: ModuleHost): Loader {
  const packages = once(async () => {
    const found = await importPackages(modules, host);
    refuseMissingNames(modules, found);
    return found;
  });
  const prove = once(async () => {
    await packages();
    await proveEsModules(modules, host);
  });
  /** Undefined where there can be none. */
  const factory = once(async () => {
    const found = await packages();
    const compiled = modules.map((module) => compile(module, host));
    if (compiled.some((each) => each === undefined)) return undefined;
    return () => instantiate(compiled as readonly Compiled[], found, host);
  });
  const load = async (): Promise<LearnerModules> => {
    await prove();
    const make = await factory();
    return make === undefined ? loadEsModules(modules, host) : make();
  };
  const early = async (): Promise<LearnerModules> => {
    const make = await factory();
    if (make === undefined) return load();
    try {
      return make();
    } catch (error) {
      // Files that are no modules do not run, so what they throw comes second.
      await prove();
      throw error;
    }
  };
  return Object.assign(load, { early, prove });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

async function importPackages(modules: readonly LinkedModule[], host: ModuleHost): Promise<Packages> {
  const targets = modules.flatMap(({ imports }) => imports.map(({ target }) => target));
  const names = new Set(targets.flatMap((target) => (target.kind === 'package' ? [target.name] : [])));
  const pairs = [...names].map(async (name) => [name, await host.importPackage(name)] as const);
  return new Map(await Promise.all(pairs));
}

/** Undefined for code that is none of a plain function, although it is that of a module. */
function compile(module: LinkedModule, host: ModuleHost): Compiled | undefined {
  try {
    const factory = host.evaluate(commonJsFunction(module.code), host.sourceName(module.name));
    return { module, factory: factory as Factory };
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
