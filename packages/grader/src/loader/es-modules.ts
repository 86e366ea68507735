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
  // A comment keeps apart what engines would take for one module, where the address is made of the code.
  const addresses = addressesOf(modules, host, `// load ${loads}`);
  const exports: Record<string, Readonly<Exports>> = {};
  for (const module of modules) {
    exports[module.name] = await host.importModule(addresses(module)).catch((error: unknown) => {
      throw toLoadError(error, module, host);
    });
  }
  return exports;
}

/** What ends a proof. No engine throws it. */
const STOP = null;

/**
 * Finds out whether the engine takes a learner's files as ES modules, without running any of them: each imports last of
 * all a module that throws, and modules run only once those that they import have.
 *
 * @throws {LoadError} 'syntax'
 */
export async function proveEsModules(modules: readonly LinkedModule[], host: ModuleHost): Promise<void> {
  const stop = host.moduleAddress(`throw ${STOP};`);
  const addresses = addressesOf(modules, host, `import '${stop}';`);
  const whatEnds = (address: string): Promise<unknown> =>
    host.importModule(address).then(
      () => undefined,
      (error: unknown) => error,
    );
  const all = modules.map((module) => `import '${addresses(module)}';`).join('\n');
  if ((await whatEnds(host.moduleAddress(all))) === STOP) return;
  for (const module of modules) {
    const error = await whatEnds(addresses(module));
    if (error !== STOP) throw toLoadError(error, module, host);
  }
}

/** Where the modules of the files are to be found; each ends with the line. They are made behind those that they import. */
function addressesOf(
  modules: readonly LinkedModule[],
  host: ModuleHost,
  lastLine: string,
): (module: { readonly name: string }) => string {
  const addresses = new Map<string, string>();
  const addressOf = ({ name }: { readonly name: string }): string => addresses.get(name) as string;
  for (const module of modules) {
    const { name } = module;
    const code = withAddresses(module, (target) =>
      target.kind === 'file' ? addressOf(target) : host.packageAddress(target.name),
    );
    const address = host.moduleAddress(`${code}\n${lastLine}\n//# sourceURL=${host.sourceName(name)}`);
    addresses.set(name, address);
  }
  return addressOf;
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
