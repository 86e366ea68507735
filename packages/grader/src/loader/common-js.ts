import { transform } from 'sucrase';
import type { Exports } from './module-host.ts';
import { splitExports } from './split-exports.ts';
import { parseModule } from './tokens.ts';

/** Makes a module: fills its exports, and takes what it imports from `require`. */
export type Factory = (exports: Exports, require: (specifier: string) => unknown) => void;

/** The code of an ES module, without types, as an expression whose value is a factory. Lines stay where they are. */
export function commonJsFunction(code: string): string {
  return expressionOf(splitExports(code, parseModule(code, 'js')));
}

/** More is nobody's own work. The function crosses to jails, several times. */
const FACTORY_LENGTH_MAX = 64_000_000;

/**
 * The same of code whose exports were split. Undefined for what cannot be turned, and for what could become far too long:
 * an engine may still take it for a module.
 *
 * @param lengthMax how long it can become
 */
export function factoryOf(split: string, lengthMax: number): string | undefined {
  if (lengthMax > FACTORY_LENGTH_MAX) return undefined;
  try {
    return expressionOf(split);
  } catch {
    return undefined;
  }
}

function expressionOf(split: string): string {
  const body = transform(split, { transforms: ['imports'], disableESTransforms: true }).code;
  return `(function (exports, require) {${body}\n})`;
}
