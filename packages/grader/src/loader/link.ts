import { TokenType } from 'sucrase/dist/parser/tokenizer/types.js';
import { factoryOf } from './common-js.ts';
import {
  ALLOWED_PACKAGES,
  exportsOf,
  importsOf,
  type AllowedPackage,
  type Import,
  type StrippedFile,
  type Within,
} from './imports.ts';
import type { LinkedModule } from './linked-module.ts';
import { LoadError, placeAt } from './load-error.ts';
import { moduleWordsOf } from './module-words.ts';
import { splitExports } from './split-exports.ts';
import { stripTypes } from './strip.ts';
import { ParseError, parseModule } from './tokens.ts';

/** One file of a learner as it stands on the disk or in an editor. */
export interface SourceFile {
  /** "access.ts": the name by which its neighbours import it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Turns a learner's files into modules, each behind those that it imports. Pure: whatever makes the modules (data:
 * addresses in Node, blob: addresses in a page) works from the same result.
 *
 * @param packages those that the files may import.
 * @throws {LoadError} 'syntax' or 'import'
 */
export function link(
  files: readonly SourceFile[],
  packages: readonly AllowedPackage[] = ALLOWED_PACKAGES,
): LinkedModule[] {
  const within = { files: files.map(({ name }) => name), packages };
  return inOrder(files.map((file) => moduleOf(file, within)));
}

/** Why files cannot be linked; undefined if they can. */
export function linkFault(files: readonly SourceFile[]): LoadError | undefined {
  try {
    link(files);
    return undefined;
  } catch (error) {
    if (error instanceof LoadError) return error;
    throw error;
  }
}

function moduleOf({ name, text }: SourceFile, within: Within): LinkedModule {
  const code = stripTypes(name, text);
  const imports = importsOf({ name, code }, within);
  const tokens = tokensIn({ name, code });
  // What reads exports loses sight of the later of several declarations, where the first has more lines than one.
  const split = splitExports(code, tokens);
  const exports = exportsOf({ name, code: split });
  const names = tokens.filter(({ type }) => type === TokenType.name).length;
  const factory = factoryOf(split, split.length + names * replacementsIn(imports, exports));
  const moduleWords = moduleWordsOf(tokens);
  return { name, code, imports, exports, moduleWords, ...(factory !== undefined && { factory }) };
}

function tokensIn({ name, code }: StrippedFile): ReturnType<typeof parseModule> {
  try {
    return parseModule(code, 'js');
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new LoadError('syntax', placeAt(name, code, error.offset), error.message);
  }
}

/** What a function has around each name that it takes from another module, or gives to others: `exports.name = `. */
const AROUND_NAME = 32;

/** How long at most a function has instead of a name: all under which it is exported, or the one that was imported. */
function replacementsIn(imports: readonly Import[], exports: readonly string[]): number {
  const names = [...imports.flatMap((each) => each.names.map(({ name }) => name)), ...exports];
  return names.reduce((sum, { length }) => sum + length + AROUND_NAME, 0);
}

function inOrder(modules: readonly LinkedModule[]): LinkedModule[] {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const done = new Set<LinkedModule>();
  const visit = (module: LinkedModule, path: readonly string[]): void => {
    if (done.has(module)) return;
    const start = path.indexOf(module.name);
    if (start >= 0) throw importCycle([...path.slice(start), module.name]);
    for (const name of neighboursOf(module)) visit(byName.get(name) as LinkedModule, [...path, module.name]);
    done.add(module);
  };
  for (const module of modules) visit(module, []);
  return [...done];
}

function neighboursOf({ imports }: LinkedModule): string[] {
  return imports.flatMap(({ target }) => (target.kind === 'file' ? [target.name] : []));
}

/** Modules at addresses of their own cannot import each other in a circle, since each address needs the other first. */
function importCycle(path: readonly string[]): LoadError {
  const [first = ''] = path;
  return new LoadError(
    'import',
    first,
    path.length === 2
      ? 'imports itself. Take that line out.'
      : `imports itself by way of others: ${path.join(' → ')}. Move what both need into one of them.`,
  );
}
