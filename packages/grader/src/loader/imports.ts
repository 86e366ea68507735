import { parse } from 'es-module-lexer/minimal/js';
import { LoadError, placeAt } from './load-error.ts';
import { ParseError, tokensOf } from './tokens.ts';

/** The packages whose values a learner's file may import; the one list for every host. */
export const ALLOWED_PACKAGES = ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'] as const;

/** A program that nobody judges may draw its data from the worlds of the course, too, as the fences of chapters do. */
export const PROGRAM_PACKAGES = [...ALLOWED_PACKAGES, '@keysmith/domains'] as const;

export type AllowedPackage = (typeof PROGRAM_PACKAGES)[number];

/** One import or re-export of a module: where its specifier stands in the code, quotes left out, and what it leads to. */
export interface Import {
  readonly start: number;
  readonly end: number;
  readonly target:
    | { readonly kind: 'package'; readonly name: AllowedPackage }
    | { readonly kind: 'file'; readonly name: string };
  /** What it takes from there by name. */
  readonly names: readonly ImportedName[];
  /** `export * from …`: everything that is there is exported from here, too. */
  readonly isPassedOn: boolean;
}

/** A name that another module must export, and where in the code it is asked for. */
export interface ImportedName {
  readonly name: string;
  readonly offset: number;
}

/** A module of a learner after its types are gone. */
export interface StrippedFile {
  readonly name: string;
  readonly code: string;
}

/** What a module may import. */
export interface Within {
  /** Names of the learner's files, which may import each other. */
  readonly files: readonly string[];
  readonly packages: readonly AllowedPackage[];
}

/**
 * The imports of a module, judged by the list of what is allowed.
 *
 * @throws {LoadError} 'import'
 */
export function importsOf(file: StrippedFile, within: Within): Import[] {
  const [found] = lexModule(file);
  return found.map((specifier) => {
    const refuse = (text: string) =>
      new LoadError('import', placeAt(file.name, file.code, specifier.ss), text);
    if (specifier.d === -2)
      throw refuse('uses `import.meta`, which differs from host to host. Do without it.');
    if (specifier.d >= 0)
      throw refuse('uses `import()`. Write an `import … from` line at the top of the file.');
    const target = targetOf(specifier.n ?? '', file.name, within);
    if (typeof target === 'string') throw refuse(target);
    try {
      return { start: specifier.s, end: specifier.e, target, ...takenBy(file.code, specifier) };
    } catch (error) {
      throw error instanceof ParseError ? refuse(error.message) : error;
    }
  });
}

/** The names that a module exports itself; what it passes on whole is not among them. */
export function exportsOf(file: StrippedFile): string[] {
  const [, found] = lexModule(file);
  return found.map(({ n }) => n);
}

function lexModule({ name, code }: StrippedFile) {
  try {
    return parse(code, name);
  } catch (error) {
    const offset = error instanceof Error && 'idx' in error && typeof error.idx === 'number' ? error.idx : 0;
    throw new LoadError('syntax', placeAt(name, code, offset), 'Unexpected token');
  }
}

/** What an import or re-export, from offset `ss` up to its specifier, takes from the other module. */
function takenBy(code: string, { ss, s }: { ss: number; s: number }): Pick<Import, 'names' | 'isPassedOn'> {
  // Complete again, since a parser takes nothing else. A module of that name is not asked for.
  const tokens = tokensOf(`${code.slice(ss, s - 1)}''`, 'js').slice(0, -1);
  const texts = tokens.map(({ text }) => text);
  const named: { text: string; start: number }[] = [];
  if (texts[0] === 'import' && /^[\p{ID_Start}$_]/u.test(texts[1] ?? '') && texts[1] !== 'from')
    named.push({ text: 'default', start: tokens[1]?.start ?? 0 });
  const [open, close] = [texts.indexOf('{'), texts.lastIndexOf('}')];
  for (const token of tokens.slice(open + 1, Math.max(close, 0))) {
    const before = texts[tokens.indexOf(token) - 1] ?? '';
    if (['{', ','].includes(before)) named.push(token);
  }
  return {
    names: named.map(({ text, start }) => ({ name: text, offset: ss + start })),
    isPassedOn: texts[0] === 'export' && texts[1] === '*' && texts[2] !== 'as',
  };
}

/** What a specifier leads to, or a sentence that says why it leads nowhere. */
function targetOf(specifier: string, own: string, { files, packages }: Within): Import['target'] | string {
  const allowed = packages.find((name) => name === specifier);
  if (allowed !== undefined) return { kind: 'package', name: allowed };
  if (!specifier.startsWith('.')) return foreignPackage(specifier, packages);
  const name = specifier.replace(/^\.\//, '');
  if (files.includes(name)) return { kind: 'file', name };
  const meant = files.find((file) => file === `${name}.ts` || file === name.replace(/\.[cm]?js$/, '.ts'));
  if (meant !== undefined) return `imports "${specifier}". Write "./${meant}", with its ending.`;
  const others = files.filter((file) => file !== own).map((file) => `"./${file}"`);
  return `imports "${specifier}", which is no file of this exercise. ${
    others.length > 0
      ? `Move what you need into ${others.join(' or ')}, or into this file.`
      : 'Move what you need into this file.'
  }`;
}

function foreignPackage(specifier: string, packages: readonly AllowedPackage[]): string {
  const list = packages.join(', ');
  if (specifier === '@keysmith/domains')
    return `imports "${specifier}", from which chapters and checks draw their data. An exercise's functions get theirs as input; do without it.`;
  if (specifier.startsWith('@keysmith/')) {
    return `imports values from "${specifier}", which has types only. Write \`import type\`.`;
  }
  return `imports "${specifier}". A learner's file imports ${list} and its own neighbours, such as "./table.ts"; do without the rest.`;
}
