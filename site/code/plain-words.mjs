/**
 * Takes the elements off words that have the colour of all code: half of them do, and each element is one more to lay
 * out and to style on a telephone. The words then inherit that colour.
 */
export function plainWords() {
  return {
    name: 'Keysmith plain words',
    hooks: {
      postprocessRenderedLine: ({ renderData, styleVariants }) => {
        const style = styleVariants.map(({ theme }, at) => `--${at}:${theme.fg}`).join(';');
        unwrap(renderData.lineAst, style.toLowerCase());
      },
    },
  };
}

function unwrap(node, style) {
  node.children = node.children?.flatMap((child) => {
    if (child.type !== 'element') return child;
    unwrap(child, style);
    return isPlain(child, style) ? child.children : child;
  });
}

/** A word that has nothing but its style. */
function isPlain({ tagName, properties }, style) {
  const { style: own, ...others } = properties;
  return tagName === 'span' && Object.keys(others).length === 0 && own?.toLowerCase() === style;
}
