import { describe, expect, it } from 'vitest';
import { createLoader } from '../../../packages/grader/src/loader/instances.ts';
import { link } from '../../../packages/grader/src/loader/link.ts';
import { LoadError } from '../../../packages/grader/src/loader/load-error.ts';
import { nodeModules } from '../../../packages/grader/src/loader/node.ts';

async function refusal(texts: Record<string, string>): Promise<string> {
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }));
  const load = createLoader(link(files), nodeModules('/somewhere'));
  const reason: unknown = await load().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (reason === undefined) return 'no refusal';
  if (reason instanceof LoadError) return `${reason.code} ${reason.message}`;
  throw reason;
}

const table = {
  'table.ts':
    "export const a = 1;\nexport default 2;\nfunction f() {}\nexport { f as g };\nexport * as all from './more.ts';",
  'more.ts': 'export const more = 1; export default 3;',
};

describe('names that a module imports', () => {
  it.each([
    "import D, { a as b, g, all, } from './table.ts'; [D, b, g, all];",
    "import * as everything from './table.ts'; everything;",
    "import D, * as everything from './table.ts'; [D, everything];",
    "export { default, default as D, a } from './table.ts';",
    "import './table.ts'; export * from './table.ts';",
    "import {} from './table.ts';",
    "import { QueryCommand } from '@aws-sdk/lib-dynamodb'; QueryCommand;",
  ])('are found where they are exported: %s', async (text) => {
    expect(await refusal({ ...table, 'access.ts': text })).toBe('no refusal');
  });

  it.each([
    [
      "export default 1;\nimport { b } from './table.ts'; b;",
      "access.ts:2:10 does not load: The requested module './table.ts' does not provide an export named 'b'",
    ],
    [
      "import { a, f as x } from './table.ts'; [a, x];",
      "access.ts:1:13 does not load: The requested module './table.ts' does not provide an export named 'f'",
    ],
    [
      "export { nothing } from '@aws-sdk/lib-dynamodb';",
      "access.ts:1:10 does not load: The requested module '@aws-sdk/lib-dynamodb' does not provide an export named 'nothing'",
    ],
    [
      "  import sdk from '@aws-sdk/lib-dynamodb'; sdk;",
      "access.ts:1:10 does not load: The requested module '@aws-sdk/lib-dynamodb' does not provide an export named 'default'",
    ],
  ])('are refused where they are not: %s', async (text, expected) => {
    expect(await refusal({ ...table, 'access.ts': text })).toBe(`import ${expected}`);
  });

  it('may have been passed on, all but the default', async () => {
    const through = { ...table, 'through.ts': "export * from './table.ts'; export * from './more.ts';" };
    const use = (names: string) => ({ ...through, 'access.ts': `export { ${names} } from './through.ts';` });
    expect(await refusal(use('a, g, more'))).toBe('no refusal');
    expect(await refusal(use('a, default'))).toContain(
      "access.ts:1:13 does not load: The requested module './through.ts'",
    );
  });
});
