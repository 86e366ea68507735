import { setInlineStyle } from '@astrojs/starlight/expressive-code/hast';

/**
 * Leaves code that is far from the window out of the browser's layout until it comes near: more than half of a chapter's
 * elements are words of code. Its height follows from its number of lines, so nothing moves when it is laid out. (The
 * few blocks that wrap can be higher than that on a phone.)
 */
export function skippedCode() {
  return {
    name: 'Keysmith skipped code',
    baseStyles: `
      pre {
        content-visibility: auto;
        contain-intrinsic-block-size: auto calc(var(--ks-lines) * 1lh + 1.5rem);
        font-size: var(--ec-codeFontSize);
        line-height: var(--ec-codeLineHt);
      }
    `,
    hooks: {
      postprocessRenderedBlock: ({ codeBlock, renderData }) =>
        setLines(renderData.blockAst, codeBlock.getLines().length),
    },
  };
}

function setLines(node, lines) {
  if (node.tagName === 'pre') setInlineStyle(node, '--ks-lines', String(lines));
  for (const child of node.children ?? []) setLines(child, lines);
}
