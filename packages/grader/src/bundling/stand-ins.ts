import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** Makes the code that stands in for a file out of the file's own. */
export type MakeCode = (source: string) => string;

/** What stands in for the files whose path the pattern finds. */
export type StandIn = readonly [path: RegExp, makeCode: MakeCode];

/** Leaves out of a bundle what nothing in it uses, and bundlers cannot see. */
export function standIns(list: readonly StandIn[]): Plugin {
  return {
    name: 'stand-ins',
    setup({ onLoad }) {
      for (const [filter, makeCode] of list)
        onLoad({ filter }, async ({ path }) => ({
          contents: makeCode(await readFile(path, 'utf8')),
          resolveDir: dirname(path),
          loader: 'js',
        }));
    },
  };
}

export function always(code: string): MakeCode {
  return () => code;
}

/** The same exports, and nothing behind them. */
export function empty(source: string): string {
  const declared = [...source.matchAll(/^export (?:async )?(?:const|let|var|function|class) (\w+)/gm)];
  const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','));
  const names = [
    ...declared.map(([, name = '']) => name),
    ...listed.map((part) => part.trim().split(' as ').at(-1)),
  ];
  const exports = names.filter(Boolean).map((name) => `export const ${name} = undefined;`);
  if (/^export default /m.test(source)) exports.push('export default undefined;');
  return exports.join('\n');
}
