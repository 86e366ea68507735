import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import type { Exports, ModuleHost } from './module-host.ts';
import { nodeSyntaxFault } from './node-syntax.ts';

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
    syntaxFault: nodeSyntaxFault,
  };
}
