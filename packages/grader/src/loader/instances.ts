import { compileFunction } from 'node:vm';
import { pathToFileURL } from 'node:url';
import type { LearnerModules } from '@keysmith/instruments/host';
import { transform } from 'sucrase';
import { ALLOWED_PACKAGES } from './imports.ts';
import type { LinkedModule } from './link.ts';
import { loadInNode, toLoadError } from './node.ts';

type Exports = Record<string, unknown>;
type Factory = (exports: Exports, require: (specifier: string) => unknown) => void;

interface Compiled {
  readonly module: LinkedModule;
  readonly factory: Factory;
}

/**
 * Gives fresh instances of a learner's modules, as many as anybody wants.
 *
 * The first one is made of real ES modules, which is what says where a file does not load. Node keeps such a module
 * for ever, and needs a millisecond to make it; instruments need thousands. So all instances are made by functions
 * that were compiled once, with imports and exports turned into CommonJS; lines stay where they are. Modules that
 * wait at their top level can't be such functions, and are made as ES modules each time.
 *
 * @param folder absolute folder that stack traces name
 * @returns a function that throws {LoadError} as `loadInNode` does.
 */
export function createLoader(
  modules: readonly LinkedModule[],
  folder: string,
): () => Promise<LearnerModules> {
  let prepared: Promise<() => LearnerModules | Promise<LearnerModules>> | undefined;
  const prepare = async () => {
    await loadInNode(modules, folder);
    const compiled = modules.map((module) => compile(module, folder));
    if (compiled.some((each) => each === undefined)) return () => loadInNode(modules, folder);
    const packages = await importPackages();
    return () => instantiate(compiled as readonly Compiled[], packages);
  };
  return async () => (await (prepared ??= prepare()))();
}

async function importPackages(): Promise<ReadonlyMap<string, unknown>> {
  const pairs = ALLOWED_PACKAGES.map(async (name) => [name, await import(name)] as const);
  return new Map(await Promise.all(pairs));
}

/** Undefined for code that is none of a plain function, although it is that of a module. */
function compile(module: LinkedModule, folder: string): Compiled | undefined {
  const { code } = transform(module.code, { transforms: ['imports'], disableESTransforms: true });
  const filename = pathToFileURL(`${folder}/${module.name}`).href;
  try {
    return { module, factory: compileFunction(code, ['exports', 'require'], { filename }) as Factory };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Modules stand behind those that they import. */
function instantiate(compiled: readonly Compiled[], packages: ReadonlyMap<string, unknown>): LearnerModules {
  const made: Record<string, Exports> = {};
  const require = (specifier: string): unknown =>
    packages.get(specifier) ?? made[specifier.replace(/^\.\//, '')];
  for (const { module, factory } of compiled) {
    const exports: Exports = {};
    try {
      // A module's `this` is undefined; a function's would be what it is called on.
      factory.call(undefined as never, exports, require);
    } catch (error) {
      throw toLoadError(error, module, new Map());
    }
    made[module.name] = exports;
  }
  return made;
}
