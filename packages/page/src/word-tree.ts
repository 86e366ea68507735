import { createRequire } from 'node:module';

/*
 * Sucrase finds keywords with a table that is generated and large: for each beginning of a keyword a node of 27 numbers,
 * the token that it is (-1 for none), and where the node of each further letter stands (-1 for nowhere). A page loads the
 * keywords instead, and makes the table of them.
 */

type Keyword = readonly [word: string, token: number];

/** A module that exports what Sucrase's own exports. */
export function wordTreeModule(): string {
  const require = createRequire(import.meta.url);
  const { READ_WORD_TREE } = require('sucrase/dist/parser/tokenizer/readWordTree') as {
    READ_WORD_TREE: Int32Array;
  };
  return `export const READ_WORD_TREE = (${growTree})(${JSON.stringify(keywordsOf(READ_WORD_TREE))});`;
}

/** The keywords in a table, in the order of the alphabet. */
export function keywordsOf(tree: Int32Array, node = 0, word = ''): Keyword[] {
  const own: Keyword[] = tree[node] === -1 ? [] : [[word, tree[node] ?? -1]];
  const letters = [...tree.slice(node + 1, node + 27)];
  return letters.reduce<Keyword[]>(
    (found, next, letter) =>
      next === -1 ? found : [...found, ...keywordsOf(tree, next, word + String.fromCharCode(97 + letter))],
    own,
  );
}

/** Its text runs in the page, so it uses nothing from outside. */
export function growTree(keywords: readonly Keyword[]): Int32Array {
  const tree = new Array<number>(27).fill(-1);
  for (const [word, token] of keywords) {
    let node = 0;
    for (const letter of word) {
      const place = node + letter.charCodeAt(0) - 96;
      if (tree[place] === -1) tree[place] = tree.push(...new Array<number>(27).fill(-1)) - 27;
      node = tree[place] ?? 0;
    }
    tree[node] = token;
  }
  return Int32Array.from(tree);
}
