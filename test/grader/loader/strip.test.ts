import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LoadError } from '../../../packages/grader/src/loader/load-error.ts';
import { stripTypes } from '../../../packages/grader/src/loader/strip.ts';
import { tokensOf } from '../../../packages/grader/src/loader/tokens.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

function refusal(source: string): string {
  try {
    return `no refusal: ${stripTypes('access.ts', source)}`;
  } catch (error) {
    if (error instanceof LoadError) return `${error.code} ${error.message}`;
    throw error;
  }
}

describe('stripping types', () => {
  it.each([
    ['const f = (a: string, yes: number): void => a!', 'const f = (a        , yes        )       => a '],
    ['let a: { b: string, yes: number }, yes = 1', 'let a                            , yes = 1'],
    ['let x = y satisfies Z as const;', 'let x = y                     ;'],
    ['f<number>(new Map<string, number>())', 'f        (new Map                ())'],
    ['class A { private readonly x?: number = 1; declare y: string; }', null],
    ['const t = `${a as string}@${b!}enum X {}`', 'const t = `${a          }@${b }enum X {}`'],
    ["import { type A, b } from 'x'; b", "import {         b } from 'x'; b"],
    ['count! / 2 / 3', 'count  / 2 / 3'],
    ['type A = 1; interface B { c: D }', ''],
    ["import { Context } from 'x'; let c: Context", '                             let c'],
  ])('keeps what is left where it was: %s', (source, expected) => {
    const code = stripTypes('access.ts', source);
    if (expected !== null) expect(code.trimEnd()).toBe(expected.trimEnd());
    for (const token of tokensOf(code, 'js')) {
      if (token.text !== ';') expect(source.slice(token.start, token.end)).toBe(token.text);
    }
  });

  it('keeps lines and columns over types of several lines', () => {
    const source =
      'export const f = async (\n  a: {\n    b: string;\n  },\n): Promise<\n  void\n> => {\n  throw a;\n};\n';
    const code = stripTypes('access.ts', source);
    expect(code.split('\n').length).toBe(source.split('\n').length);
    expect(code.split('\n')[7]).toBe('  throw a;');
    expect(() => tokensOf(code, 'js')).not.toThrow();
  });

  it('keeps the meaning where a dropped statement was all that ended the one before it', () => {
    expect(stripTypes('a.ts', 'const x = y\ntype Z = 1\n(foo)')).toBe('const x = y;\n\n(foo)');
    expect(stripTypes('a.ts', "const x = y\nimport type { Z } from 'z'\n[1].at(0)")).toBe(
      'const x = y;\n\n[1].at(0)',
    );
    expect(stripTypes('a.ts', 'const x = a as\nstring\nfoo()')).toBe('const x = a \n\nfoo()');
  });

  it('accepts a byte order mark and Windows line ends', () => {
    expect(stripTypes('a.ts', '\uFEFFlet x: number = 1;\r\nlet y: string;\r\n').replaceAll(' ', '')).toBe(
      'letx=1;\r\nlety;\r\n',
    );
  });

  it('gives what Node gives, for every TypeScript file of this repository', { timeout: 60_000 }, () => {
    const files = globSync('{packages,exercises,solutions}/**/*.ts', {
      cwd: ROOT,
      exclude: (name) => /node_modules|\.d\.ts$/.test(name),
    });
    expect(files.length).toBeGreaterThan(50);
    // Semicolons differ where a statement was dropped; a file of nothing but type exports may vanish altogether.
    const words = (code: string) =>
      tokensOf(code, 'js')
        .map(({ text }) => text)
        .filter((text) => text !== ';');
    for (const file of files) {
      const source = readFileSync(join(ROOT, file), 'utf8');
      if (/^export \{[^}]*\btype\b|^import '/m.test(source)) continue;
      expect(words(stripTypes(file, source)), file).toEqual(words(stripTypeScriptTypes(source)));
    }
  });
});

describe('TypeScript that is more than types', () => {
  it.each([
    ['let a = 1;\nenum A { x }', 'access.ts:2:1 An enum'],
    ['export const enum A { x }', 'access.ts:1:14 An enum'],
    ['export namespace N { export const a = 1; }', 'access.ts:1:8 A namespace'],
    ['class C { constructor(a: string, private b: number) {} }', 'access.ts:1:11 A constructor parameter'],
    ['class C { constructor(\n readonly a = 1,\n) {} }', 'access.ts:1:11 A constructor parameter'],
    ["import x = require('y'); x;", 'access.ts:1:1 `import … =`'],
    ['export = 3', 'access.ts:1:1 `export =`'],
    ['class C {\n  @dec m() {}\n}', 'access.ts:2:3 Decorators'],
  ])('is refused with its place: %s', (source, expected) => {
    expect(refusal(source)).toMatch(new RegExp(`^syntax ${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  });

  it('is accepted where it is only declared, or only looks like it', () => {
    for (const source of [
      'declare enum A { x }',
      'declare namespace N { const a: 1; namespace M { const b: 2 } }',
      'declare global { interface Window { a: 1 } }',
      'const o = { enum: 1, namespace: 2, private: 3, constructor: 4 }; o.enum; o.namespace; o?.enum',
      'const namespace = 1; namespace\n{ }',
      "const mail = `${a}@${b}`; const at = `@`; const s = '@dec enum A {}';",
      'class C { constructor(a: string, b = { readonly: 1 }) {} private x = 1; }',
      '// enum A { x }\n/* namespace N {} */',
      'type T = { enum: 1; namespace: 2 }',
    ]) {
      expect(refusal(source), source).toMatch(/^no refusal/);
    }
  });
});

describe('what does not parse', () => {
  it.each([
    ['const x: = 1', 'syntax access.ts:1:10 Unexpected token'],
    ['let a = 1;\nfor (const x of y) { ', 'syntax access.ts:2:22 Unexpected token'],
    ["const s = 'open", 'syntax access.ts:1:11 Unterminated string constant'],
    ['let x = <div/>', 'syntax access.ts:1:13 Unexpected token, expected ">"'],
  ])('is told with its place: %s', (source, expected) => {
    expect(refusal(source)).toBe(expected);
  });

  it('is told where the nesting is too deep for the parser', () => {
    expect(refusal(`x = ${'['.repeat(100_000)}`)).toMatch(
      /^syntax access\.ts:1:1 The code is nested too deeply/,
    );
  });
});
