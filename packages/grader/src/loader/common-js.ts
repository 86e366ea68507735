import { transform } from 'sucrase';
import type { Exports } from './module-host.ts';
import { parseCode, splitExports } from './split-exports.ts';

/** Makes a module: fills its exports, and takes what it imports from `require`. */
export type Factory = (exports: Exports, require: (specifier: string) => unknown) => void;

/** The code of an ES module, without types, as an expression whose value is a factory. Lines stay where they are. */
export function commonJsFunction(code: string): string {
  return expressionOf(splitExports(code, parseCode(code)));
}

/**
 * The same of code whose exports were split. Undefined for what cannot be turned: an engine may still take it for a
 * module.
 */
export function factoryOf(split: string): string | undefined {
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
