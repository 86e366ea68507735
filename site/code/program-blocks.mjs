import { addClassName, h, setInlineStyle, setProperty } from '@astrojs/starlight/expressive-code/hast';

/** The words behind a fence's language that make it a part of the page's program, and the class that each gives. */
const PARTS = { setup: 'ks-setup', run: 'ks-run', output: 'ks-output' };

/** A setup with more lines than this is folded: the pictures show the table, and the code is there to be looked up. */
const OPEN_SETUP_LINES_MAX = 24;

/**
 * Marks the fences of a page's program (setup, run, output), so that a run and what it printed stand together; folds a
 * long setup; and makes every block of code reachable by keyboard, because a block that scrolls must be, with or
 * without JavaScript. A block whose lines do not break tells how many they are, for a style to know
 * its height.
 */
export function programBlocks() {
  return {
    name: 'Keysmith program blocks',
    hooks: {
      postprocessRenderedBlock: ({ codeBlock, renderData }) => {
        for (const word of wordsOf(codeBlock)) {
          if (PARTS[word]) addClassName(renderData.blockAst, PARTS[word]);
        }
        makeFocusable(renderData.blockAst);
        const lines = codeBlock.getLines().length;
        if (!codeBlock.props.wrap) setInlineStyle(renderData.blockAst, '--ks-lines', String(lines));
      },
      postprocessRenderedBlockGroup: ({ renderedGroupContents, renderData }) => {
        const [{ codeBlock }] = renderedGroupContents;
        const lines = codeBlock.getLines().length;
        if (!wordsOf(codeBlock).includes('setup') || lines <= OPEN_SETUP_LINES_MAX) return;
        const summary = h('summary', `The code that makes this page’s table and fills it (${lines} lines)`);
        renderData.groupAst = h('details', { class: 'ks-folded' }, [summary, renderData.groupAst]);
      },
    },
  };
}

function wordsOf(codeBlock) {
  return codeBlock.meta.split(/\s+/);
}

function makeFocusable(node) {
  if (node.tagName === 'pre') setProperty(node, 'tabindex', '0');
  for (const child of node.children ?? []) makeFocusable(child);
}
