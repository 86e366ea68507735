import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/** What the instruments use of fast-check, which comes as one file. */
export const FAST_CHECK = ['array', 'asyncProperty', 'check', 'constantFrom', 'nat', 'noShrink', 'tuple'];

/**
 * Parts of packages that a page would load and never use, by the end of their path, and what stands in for them. Together
 * they are a quarter of the program.
 */
const STAND_INS: readonly (readonly [path: RegExp, code: string])[] = [
  // Options are given by our own code, and checked by its types.
  [/sucrase\/dist\/esm\/Options\.js$/, 'export function validateOptions() {}'],
  [/sucrase\/dist\/esm\/computeSourceMap\.js$/, 'export default function computeSourceMap() {}'],
  // The exercises have no JSX.
  [
    /sucrase\/dist\/esm\/transformers\/JSXTransformer\.js$/,
    'export default class JSXTransformer {} export const startsWithLowerCase = (text) => /^[a-z]/.test(text);',
  ],
  // The table's client brings a signer of its own that signs nothing.
  [/@smithy\/signature-v4\/dist-es\/index\.js$/, 'export class SignatureV4 {}'],
];

/** Leaves out of a bundle what nothing in it uses, and bundlers cannot see. */
export const leftOut: Plugin = {
  name: 'left-out',
  setup({ onResolve, onLoad }) {
    // The parser is imported from a folder of CommonJS; the rest of the package comes as ES modules.
    onResolve({ filter: /^sucrase\/dist\/parser\/index\.js$/ }, () => ({
      path: require.resolve('sucrase').replace(/dist\/index\.js$/, 'dist/esm/parser/index.js'),
    }));
    onResolve({ filter: /^fast-check$/ }, ({ namespace, resolveDir }) =>
      namespace === 'used' ? undefined : { path: 'fast-check', namespace: 'used', pluginData: resolveDir },
    );
    onLoad({ filter: /./, namespace: 'used' }, ({ pluginData }) => ({
      contents: `export { ${FAST_CHECK.join(', ')} } from 'fast-check';`,
      resolveDir: pluginData as string,
    }));
    for (const [filter, contents] of STAND_INS) onLoad({ filter }, () => ({ contents }));
  },
};
