import { addClassName, setProperty } from '@astrojs/starlight/expressive-code/hast';

/** The words behind a fence's language that make it a part of the page's program, and the class that each gives. */
const PARTS = { setup: 'ks-setup', run: 'ks-run', output: 'ks-output' };

/**
 * Marks the fences of a page's program (setup, run, output), so that a run and what it printed stand together, and
 * makes every block of code reachable by keyboard, because a block that scrolls must be, with or without JavaScript.
 */
export function programBlocks() {
  return {
    name: 'Keysmith program blocks',
    hooks: {
      postprocessRenderedBlock: ({ codeBlock, renderData }) => {
        for (const word of codeBlock.meta.split(/\s+/)) {
          const part = PARTS[word];
          if (part) addClassName(renderData.blockAst, part);
        }
        makeFocusable(renderData.blockAst);
      },
    },
  };
}

function makeFocusable(node) {
  if (node.tagName === 'pre') setProperty(node, 'tabindex', '0');
  for (const child of node.children ?? []) makeFocusable(child);
}
