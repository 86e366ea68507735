import type { LearnerModules } from '@keysmith/instruments/host';
import { withAddresses, type LinkedModule } from './link.ts';
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
  const exports: Record<string, Readonly<Exports>> = {};
  for (const module of modules) {
    const { name } = module;
    const code = withAddresses(module, (target) =>
      target.kind === 'file' ? (addresses.get(target.name) as string) : host.packageAddress(target.name),
    );
    // A comment keeps apart what engines would take for one module, where the address is made of the code.
    const address = host.moduleAddress(`${code}\n// load ${loads}\n//# sourceURL=${host.sourceName(name)}`);
    addresses.set(name, address);
    exports[name] = await host.importModule(address).catch((error: unknown) => {
      throw toLoadError(error, module, host);
    });
  }
  return exports;
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
