import type { AllowedPackage } from './imports.ts';

/** What a module exports, by name. */
export type Exports = Record<string, unknown>;

/** Where the engine's parser stumbled: line and column from 1. */
export interface SyntaxFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * What the loader asks of the JavaScript engine around it. Node is one host, the worker of a page the other; everything
 * else of loading is the same code in both, so that both say the same, word for word.
 */
export interface ModuleHost {
  /** The name of a learner's file in stack traces and in a debugger; it ends in "/access.ts". */
  sourceName(file: string): string;
  /** An address at which `importModule`, and other modules, find a new module of this code. */
  moduleAddress(code: string): string;
  /** An address at which modules find a package. */
  packageAddress(name: AllowedPackage): string;
  importModule(address: string): Promise<Readonly<Exports>>;
  importPackage(name: AllowedPackage): Promise<Readonly<Exports>>;
  /**
   * The value of an expression in the global scope.
   *
   * @throws {SyntaxError}
   */
  evaluate(expression: string, sourceName: string): unknown;
  /** The place of the syntax error that evaluating the expression throws; undefined where the engine does not tell. */
  syntaxFault(expression: string): SyntaxFault | undefined;
}
