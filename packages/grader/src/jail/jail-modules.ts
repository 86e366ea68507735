import { Buffer } from 'node:buffer';
import { Script } from 'node:vm';
import type { AllowedPackage } from '../loader/imports.ts';
import type { Exports, ModuleHost } from '../loader/module-host.ts';
import { nodeSyntaxFault } from '../loader/node-syntax.ts';

const SLOT = 'keysmith.packages';

/**
 * Makes modules in the jail, at data: addresses. There are no files, so the packages are part of the jail's own program,
 * and a learner's module reaches them through a small module that takes them from the global scope.
 */
export function jailModules(packages: Readonly<Partial<Record<AllowedPackage, Exports>>>): ModuleHost {
  const exportsOf = (name: AllowedPackage): Exports => packages[name] ?? {};
  Object.defineProperty(globalThis, Symbol.for(SLOT), { value: packages });
  return {
    sourceName: (file) => `file:///submission/${file}`,
    moduleAddress: addressOf,
    packageAddress: (name) => addressOf(packageModule(name, Object.keys(exportsOf(name)))),
    importModule: (address) => import(address) as Promise<Exports>,
    importPackage: (name) => Promise.resolve(exportsOf(name)),
    evaluate: (expression, filename) => new Script(expression, { filename }).runInThisContext(),
    syntaxFault: nodeSyntaxFault,
  };
}

function addressOf(code: string): string {
  return `data:text/javascript;base64,${Buffer.from(code, 'utf8').toString('base64')}`;
}

function packageModule(name: AllowedPackage, exports: readonly string[]): string {
  return `export const { ${exports.join(', ')} } = globalThis[Symbol.for('${SLOT}')]['${name}'];`;
}
