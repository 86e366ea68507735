import { pathToFileURL } from 'node:url';
import type { LearnerModules } from '@keysmith/instruments/host';
import type { Import } from './imports.ts';
import { withAddresses, type LinkedModule } from './link.ts';
import { LoadError } from './load-error.ts';
import { syntaxPlace } from './syntax-place.ts';

let loads = 0;

/**
 * Makes fresh instances of a learner's modules in this process, at data: addresses; nothing is written to the disk.
 * Each says which file it stands for, so that stack traces and breakpoints name the learner's own.
 *
 * @param folder absolute folder that stack traces name
 * @throws {LoadError} 'syntax' for what only the engine refuses, 'import' for a name that a neighbour does not
 *   export, 'load' for a module that throws while it is loaded.
 */
export async function loadInNode(modules: readonly LinkedModule[], folder: string): Promise<LearnerModules> {
  loads += 1;
  const addresses = new Map<string, string>();
  const exports: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const module of modules) {
    const code = withAddresses(module, (target) => addressOf(target, addresses));
    const source = pathToFileURL(`${folder}/${module.name}`).href;
    const address = dataAddress(`${code}\n// load ${loads}\n//# sourceURL=${source}`);
    addresses.set(module.name, address);
    exports[module.name] = await importModule(address, module, addresses);
  }
  return exports;
}

/** Node resolves no bare specifier from a data: address, so packages are addressed by their files. */
function addressOf(target: Import['target'], addresses: ReadonlyMap<string, string>): string {
  return target.kind === 'file' ? (addresses.get(target.name) as string) : import.meta.resolve(target.name);
}

function dataAddress(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code, 'utf8').toString('base64')}`;
}

async function importModule(
  address: string,
  module: LinkedModule,
  addresses: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(address)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw toLoadError(error, module, addresses);
  }
}

/** What a module threw while it was made, as an error that names the place. */
export function toLoadError(
  error: unknown,
  module: LinkedModule,
  addresses: ReadonlyMap<string, string>,
): LoadError {
  const { name } = module;
  if (!(error instanceof Error))
    return new LoadError('load', name, `threw ${String(error)} while it was loaded.`);
  const place = placeIn(error.stack ?? '', name);
  if (!(error instanceof SyntaxError) || place?.includes(':')) {
    return new LoadError('load', place ?? name, `threw ${error.name} while it was loaded: ${error.message}`);
  }
  let message = error.message;
  for (const [neighbour, address] of addresses) message = message.replaceAll(address, `./${neighbour}`);
  return message.startsWith('The requested module ')
    ? new LoadError('import', importPlace(error.stack ?? '', name), `does not load: ${message}`)
    : new LoadError('syntax', syntaxPlace(module, message), message);
}

/** The first line of a stack that lies in the file. */
function placeIn(stack: string, name: string): string | undefined {
  const match = stack.match(new RegExp(`${escaped(`/${name}`)}:(\\d+):(\\d+)`));
  return match === null ? undefined : `${name}:${match[1]}:${match[2]}`;
}

/** Node writes above an error of linking: the address with its line, that line, and marks below the place. */
function importPlace(stack: string, name: string): string {
  const match = stack.match(new RegExp(`${escaped(`/${name}`)}:(\\d+)\\n[^\\n]*\\n( *)\\^`));
  return match === null ? name : `${name}:${match[1]}:${(match[2] as string).length + 1}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
