import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { always, empty, SDK_STAND_INS, standIns, type StandIn } from '@keysmith/grader/bundling';
import type { Plugin } from 'esbuild';
import { wordTreeModule } from './word-tree.ts';

const require = createRequire(import.meta.url);

/** What the instruments use of fast-check, which comes as one file. */
export const FAST_CHECK = ['array', 'asyncProperty', 'check', 'constantFrom', 'nat', 'noShrink', 'tuple'];

/**
 * Parts of packages that a page would load and never use; those of the SDK come beside them.
 */
const STAND_INS: readonly StandIn[] = [
  // Options are given by our own code, and checked by its types.
  [/sucrase\/dist\/esm\/Options\.js$/, always('export function validateOptions() {}')],
  // The exercises have no JSX.
  [
    /sucrase\/dist\/esm\/transformers\/JSXTransformer\.js$/,
    always(
      'export default class JSXTransformer {} export const startsWithLowerCase = (text) => /^[a-z]/.test(text);',
    ),
  ],
  [/sucrase\/dist\/esm\/parser\/tokenizer\/readWordTree\.js$/, wordTreeModule],
  // Nor have they anything of Flow, React or Jest, and nobody asks for a source map.
  [
    /sucrase\/dist\/esm\/transformers\/(Flow|JestHoist|ReactDisplayName|ReactHotLoader)Transformer\.js$/,
    empty,
  ],
  [/sucrase\/dist\/esm\/parser\/plugins\/(flow|jsx\/index|jsx\/xhtml)\.js$/, empty],
  [/sucrase\/dist\/esm\/computeSourceMap\.js$/, empty],
  // Checks say `expect`, not `assert` or `should`.
  [/\/chai\/index\.js$/, withoutOtherInterfaces],
  // fast-check draws by xorshift128plus unless it is told otherwise.
  [/pure-rand\/lib\/esm\/generator\/(mersenne|congruential32)\.js$/, empty],
  // What it makes when it is loaded matters only to what uses it.
  [
    /\/fast-check\/lib\/fast-check\.js$/,
    (source) => source.replace(/^((?:const|let|var) \w+ = )(?=(?:new )?\w+\()/gm, '$1/* @__PURE__ */ '),
  ],
];

/** chai is one file, in which a comment stands before each part. */
function withoutOtherInterfaces(source: string): string {
  const [start, end] = ['// lib/chai/interface/should.js', '// lib/chai.js'].map((mark) =>
    source.indexOf(mark),
  );
  if (start === undefined || end === undefined || start < 0 || end < start)
    throw new Error(
      'chai has no longer the parts that are left out of it. Look at packages/page/src/left-out.ts.',
    );
  return `${source.slice(0, start)}let Should, assert, should, should_exports;\n${source.slice(end)}`;
}

/** Takes of packages only what is used, where the package's own entrance brings more. */
const narrowed: Plugin = {
  name: 'narrowed',
  setup({ onResolve, onLoad }) {
    // The parser is imported from a folder of CommonJS; the rest of the package comes as ES modules, and would bring it
    // once more.
    onResolve({ filter: /^sucrase\/dist\/parser\// }, ({ path }) => ({
      path: join(dirname(require.resolve('sucrase')), path.replace('sucrase/dist/', 'esm/')),
    }));
    onResolve({ filter: /^fast-check$/ }, ({ namespace, resolveDir }) =>
      namespace === 'used' ? undefined : { path: 'fast-check', namespace: 'used', pluginData: resolveDir },
    );
    onLoad({ filter: /./, namespace: 'used' }, ({ pluginData }) => ({
      contents: `export { ${FAST_CHECK.join(', ')} } from 'fast-check';`,
      resolveDir: pluginData as string,
    }));
  },
};

/** Keeps out of the worker's program what it never uses. */
export const LEAVE_OUT: readonly Plugin[] = [narrowed, standIns([...STAND_INS, ...SDK_STAND_INS])];
