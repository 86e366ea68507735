import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';
import { wordTreeModule } from './word-tree.ts';

const require = createRequire(import.meta.url);

/** What the instruments use of fast-check, which comes as one file. */
export const FAST_CHECK = ['array', 'asyncProperty', 'check', 'constantFrom', 'nat', 'noShrink', 'tuple'];

/** Makes the code that stands in for a file out of the file's own. */
type StandIn = (source: string) => string;

/**
 * Parts of packages that a page would load and never use, by the end of their path, and what stands in for them. Together
 * they are a third of the program.
 */
const STAND_INS: readonly (readonly [path: RegExp, standIn: StandIn])[] = [
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
  // The table's client brings a signer of its own that signs nothing. No stream of events comes from DynamoDB.
  [/@smithy\/signature-v4\/dist-es\/index\.js$/, always('export class SignatureV4 {}')],
  [/@smithy\/core\/dist-es\/submodules\/event-streams\/.*\.js$/, empty],
  [/@smithy\/core\/dist-es\/submodules\/checksum\/(crc32|sha256)\/.*\.js$/, empty],
  // Endpoints are given and never looked up; a client makes the cache for them all the same.
  [/mnemonist\/lru-cache\.js$/, always('module.exports = class extends Map { constructor() { super(); } };')],
  // Of its description, the client takes the version.
  [
    /@aws-sdk\/client-dynamodb\/package\.json$/,
    (source) =>
      `export default ${JSON.stringify({ version: (JSON.parse(source) as { version: string }).version })};`,
  ],
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

function always(code: string): StandIn {
  return () => code;
}

/** The same exports, and nothing behind them. */
function empty(source: string): string {
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

/** Leaves out of a bundle what nothing in it uses, and bundlers cannot see. */
export const leftOut: Plugin = {
  name: 'left-out',
  setup({ onResolve, onLoad }) {
    // The parser is imported from a folder of CommonJS; the rest of the package comes as ES modules, and would bring it
    // once more.
    onResolve({ filter: /^sucrase\/dist\/parser\// }, ({ path }) => ({
      path: require.resolve(path).replace('/sucrase/dist/', '/sucrase/dist/esm/'),
    }));
    onResolve({ filter: /^fast-check$/ }, ({ namespace, resolveDir }) =>
      namespace === 'used' ? undefined : { path: 'fast-check', namespace: 'used', pluginData: resolveDir },
    );
    onLoad({ filter: /./, namespace: 'used' }, ({ pluginData }) => ({
      contents: `export { ${FAST_CHECK.join(', ')} } from 'fast-check';`,
      resolveDir: pluginData as string,
    }));
    for (const [filter, standIn] of STAND_INS)
      onLoad({ filter }, async ({ path }) => ({
        contents: standIn(await readFile(path, 'utf8')),
        resolveDir: dirname(path),
        loader: 'js',
      }));
  },
};
