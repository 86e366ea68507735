import { describe, expect, it } from 'vitest';
import { link, type SourceFile } from '../../../packages/grader/src/loader/link.ts';
import { withAddresses } from '../../../packages/grader/src/loader/linked-module.ts';
import { PROGRAM_PACKAGES } from '../../../packages/grader/src/loader/imports.ts';
import { LoadError } from '../../../packages/grader/src/loader/load-error.ts';

function files(texts: Record<string, string>): SourceFile[] {
  return Object.entries(texts).map(([name, text]) => ({ name, text }));
}

function refusal(texts: Record<string, string>): string {
  try {
    link(files(texts));
    return 'no refusal';
  } catch (error) {
    if (error instanceof LoadError) return `${error.code} ${error.message}`;
    throw error;
  }
}

describe('linking', () => {
  it('puts each module behind those that it imports', () => {
    const modules = link(
      files({
        'access.ts': "import { key } from './table.ts'; import { s } from './shared.ts'; export { key, s };",
        'table.ts': "export { s } from './shared.ts'; export const key = 1;",
        'shared.ts': 'export const s: number = 2;',
      }),
    );
    expect(modules.map(({ name }) => name)).toEqual(['shared.ts', 'table.ts', 'access.ts']);
  });

  it('replaces specifiers by addresses and nothing else', () => {
    const [table, access] = link(
      files({
        'table.ts': "export * from '@aws-sdk/lib-dynamodb'; const s = \"import x from './table.ts'\";",
        'access.ts':
          'import { PutCommand } from \'@aws-sdk/lib-dynamodb\';\nexport { tables } from "./table.ts"; PutCommand;',
      }),
    );
    const address = (target: { kind: string; name: string }) => `${target.kind}:${target.name}`;
    expect(withAddresses(table as never, address)).toBe(
      "export * from 'package:@aws-sdk/lib-dynamodb'; const s = \"import x from './table.ts'\";",
    );
    expect(withAddresses(access as never, address)).toBe(
      'import { PutCommand } from \'package:@aws-sdk/lib-dynamodb\';\nexport { tables } from "file:table.ts"; PutCommand;',
    );
  });

  it('makes a function of each, and notes where the words of a module stand', () => {
    const text =
      "import { PutCommand as Put } from '@aws-sdk/lib-dynamodb';\nexport const a = { import: Put }, b = a.import;";
    const [module] = link(files({ 'access.ts': text }));
    const words = module?.moduleWords.map(({ start, end }) => text.slice(start, end));
    expect(words).toEqual([
      'import',
      '{',
      'PutCommand',
      'as',
      'Put',
      '}',
      'from',
      "'@aws-sdk/lib-dynamodb'",
      'export',
    ]);
    const exports: Record<string, unknown> = {};
    const factory = new Function(`return ${module?.factory}`)() as (...given: unknown[]) => void;
    factory(exports, () => ({ PutCommand: 'the command' }));
    expect(exports['b']).toBe('the command');
  });

  it('makes no function that would be far longer than its file', () => {
    const names = Array.from({ length: 3000 }, (_, at) => `a as a${at}`).join();
    const [module] = link(
      files({ 'access.ts': `let a = 0; ${'a = 1; '.repeat(3000)} export { ${names} };` }),
    );
    expect(module?.factory).toBeUndefined();
    expect(module?.exports).toHaveLength(3000);
  });

  it('lets types come from anywhere, since nothing of them is left', () => {
    expect(
      refusal({
        'access.ts':
          "import type { Context } from '@keysmith/instruments/context';\nimport { Foo } from 'node:fs';\nexport const f = (c: Context, x: Foo) => c;",
      }),
    ).toBe('no refusal');
  });

  it('lets a program that nobody judges import what its host allows', () => {
    const text = "import { seeded } from '@keysmith/domains'; seeded(1);";
    const [module] = link([{ name: 'play.ts', text }], PROGRAM_PACKAGES);
    expect(module?.imports).toMatchObject([{ target: { kind: 'package', name: '@keysmith/domains' } }]);
  });

  it.each([
    [
      { 'access.ts': "let a;\n  import fs from 'node:fs'; fs;" },
      'import access.ts:2:3 imports "node:fs". A learner\'s file imports @aws-sdk/client-dynamodb, @aws-sdk/lib-dynamodb and its own neighbours, such as "./table.ts"; do without the rest.',
    ],
    [
      { 'access.ts': "import { check } from '@keysmith/instruments'; check;" },
      'import access.ts:1:1 imports values from "@keysmith/instruments", which has types only. Write `import type`.',
    ],
    [
      { 'access.ts': "import { seeded } from '@keysmith/domains'; seeded;" },
      'import access.ts:1:1 imports "@keysmith/domains", from which chapters and checks draw their data. An exercise\'s functions get theirs as input; do without it.',
    ],
    [
      { 'access.ts': "import { a } from './table'; a;", 'table.ts': 'export const a = 1;' },
      'import access.ts:1:1 imports "./table". Write "./table.ts", with its ending.',
    ],
    [
      { 'access.ts': "export * from './table.js';", 'table.ts': '' },
      'import access.ts:1:1 imports "./table.js". Write "./table.ts", with its ending.',
    ],
    [
      { 'access.ts': "import '../../solutions/access.ts';", 'table.ts': '' },
      'import access.ts:1:1 imports "../../solutions/access.ts", which is no file of this exercise. Move what you need into "./table.ts", or into this file.',
    ],
    [
      { 'access.ts': "export const f = () => import('./table.ts');", 'table.ts': '' },
      'import access.ts:1:24 uses `import()`. Write an `import … from` line at the top of the file.',
    ],
    [
      { 'access.ts': 'export const here = import.meta.url;' },
      'import access.ts:1:21 uses `import.meta`, which differs from host to host. Do without it.',
    ],
    [
      {
        'access.ts': "import { b } from './table.ts'; export const a = b;",
        'table.ts': "export { a as b } from './access.ts';",
      },
      'import access.ts imports itself by way of others: access.ts → table.ts → access.ts. Move what both need into one of them.',
    ],
    [{ 'access.ts': "export * from './access.ts';" }, 'import access.ts imports itself. Take that line out.'],
  ])('refuses what is not on the list: %j', (texts, expected) => {
    expect(refusal(texts as unknown as Record<string, string>)).toBe(expected);
  });
});
