import type { LearnerModules } from '@keysmith/instruments/host';
import { withAddresses, type LinkedModule } from './linked-module.ts';
import { LoadError } from './load-error.ts';
import type { Exports, ModuleHost } from './module-host.ts';
import { syntaxPlace } from './syntax-place.ts';

let loads = 0;

/**
 * Makes fresh ES modules of a learner's files, each at an address of its own. Each says which file it stands for, so
 * that stack traces and breakpoints name the learner's own.
 *
 * @throws {LoadError} 'syntax' for what only the engine refuses, 'load' for a module that throws while it is loaded.
 */
export async function loadEsModules(
  modules: readonly LinkedModule[],
  host: ModuleHost,
): Promise<LearnerModules> {
  loads += 1;
  const addresses = new Map<string, string>();
  for (const module of modules) {
    const { name } = module;
    const code = withAddresses(module, (target) =>
      target.kind === 'file' ? (addresses.get(target.name) as string) : host.packageAddress(target.name),
    );
    // A comment keeps apart what engines would take for one module, where the address is made of the code.
    const text = `${code}\n// load ${loads}\n//# sourceURL=${host.sourceName(name)}`;
    addresses.set(name, host.moduleAddress(text));
  }
  const all =
    modules.length === 1
      ? undefined
      : await host.importModule(host.moduleAddress(importOfAll(addresses))).catch(() => undefined);
  const exports: Record<string, Readonly<Exports>> = {};
  for (const [at, module] of modules.entries()) {
    const address = addresses.get(module.name) as string;
    exports[module.name] = all
      ? (all[`file${at}`] as Readonly<Exports>)
      : await host.importModule(address).catch((error: unknown) => {
          throw toLoadError(error, module, host);
        });
  }
  return exports;
}

/**
 * A module that imports all of a learner's. A page takes 10 ms for each import that it is asked for, so all are made by one;
 * which of them does not load only an import of its own tells, and that finds what has run already.
 */
function importOfAll(addresses: ReadonlyMap<string, string>): string {
  return [...addresses.values()].map((address, at) => `export * as file${at} from '${address}';`).join('\n');
}

/** What a module threw while it was made, as an error that names the place. */
export function toLoadError(error: unknown, module: LinkedModule, host: ModuleHost): LoadError {
  const { name } = module;
  if (!(error instanceof Error))
    return new LoadError('load', name, `threw ${String(error)} while it was loaded.`);
  const place = placeIn(error.stack ?? '', name);
  if (error instanceof SyntaxError && place === undefined)
    return new LoadError('syntax', syntaxPlace(module, error.message, host), error.message);
  return new LoadError('load', place ?? name, `threw ${error.name} while it was loaded: ${error.message}`);
}

/** The first line of a stack that lies in the file. */
function placeIn(stack: string, name: string): string | undefined {
  const match = stack.match(new RegExp(`${escaped(`/${name}`)}:(\\d+):(\\d+)`));
  return match === null ? undefined : `${name}:${match[1]}:${match[2]}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
