import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import type { Exports, ModuleHost } from './module-host.ts';

/**
 * Makes modules in this Node process, at data: addresses; nothing is written to the disk.
 *
 * @param folder absolute folder that stack traces name
 */
export function nodeModules(folder: string): ModuleHost {
  return {
    sourceName: (file) => pathToFileURL(`${folder}/${file}`).href,
    moduleAddress: (code) => `data:text/javascript;base64,${Buffer.from(code, 'utf8').toString('base64')}`,
    // Node resolves no bare specifier from a data: address, so packages are addressed by their files.
    packageAddress: (name) => import.meta.resolve(name),
    importModule: (address) => import(address) as Promise<Exports>,
    importPackage: (name) => import(name) as Promise<Exports>,
    evaluate: (expression, filename) => new Script(expression, { filename }).runInThisContext(),
    syntaxFault(expression) {
      try {
        new Script(expression);
      } catch (error) {
        return faultOf(error as Error);
      }
      return undefined;
    },
  };
}

/** Node writes above the message: the script with its line, that line, and marks below the place. */
function faultOf({ message, stack = '' }: Error) {
  const match = stack.match(/:(\d+)\n[^\n]*\n( *)\^/);
  if (match === null) return undefined;
  return { message, line: Number(match[1]), column: (match[2] as string).length + 1 };
}
