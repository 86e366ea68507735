export interface HintPlace {
  /** Id of a task. */
  readonly task: string;
  /** 1 is the gentlest. */
  readonly layer: number;
}

/** One rendered hint. */
export interface RenderedHint extends HintPlace {
  readonly html: string;
}

/** Comments that enclose a hint in the rendered page; Markdown cannot write them, because MDX has no HTML comments. */
export function hintMark({ task, layer }: HintPlace): { readonly open: string; readonly close: string } {
  return { open: `<!--hint ${task} ${layer}-->`, close: '<!--/hint-->' };
}

/**
 * The hints of a rendered hints.mdx, in the order of their layers. A hint cannot know its neighbours while it is
 * rendered, and layers of one task unfold inside each other; so the page is rendered flat and put together after.
 */
export function splitHints(html: string): readonly RenderedHint[] {
  return [...html.matchAll(/<!--hint (\S+) (\d+)-->([\s\S]*?)<!--\/hint-->/g)]
    .map(([, task = '', layer = '', inner = '']) => ({ task, layer: Number(layer), html: inner }))
    .toSorted((left, right) => left.layer - right.layer);
}
