import { transform } from 'sucrase';
import type { Exports } from './module-host.ts';
import { splitExports } from './split-exports.ts';

/** Makes a module: fills its exports, and takes what it imports from `require`. */
export type Factory = (exports: Exports, require: (specifier: string) => unknown) => void;

/** The code of an ES module, without types, as an expression whose value is a factory. Lines stay where they are. */
export function commonJsFunction(code: string): string {
  const body = transform(splitExports(code), { transforms: ['imports'], disableESTransforms: true }).code;
  return `(function (exports, require) {${body}\n})`;
}
