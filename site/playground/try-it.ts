import { pageProgram, type RunFence } from '@keysmith/course';
import type { AstroIntegration } from 'astro';
import type { MdastPluginDefinition, PluginFactoryContext } from 'satteri';
import { programOf } from './chapter-program.ts';
import { fragmentOf } from './link.ts';

/** The Markdown processor as Astro 7 hands it to integrations, as far as it concerns us. */
interface Processor {
  readonly options?: { readonly mdastPlugins?: unknown[] };
}

/**
 * Puts `<TryIt program="#1.…" />` below each run fence of an MDX text and its output: a link to the playground that holds the
 * fence's program.
 */
export function tryItLinks(): AstroIntegration {
  return {
    name: 'keysmith-try-it',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const { mdastPlugins } = (config.markdown.processor as Processor).options ?? {};
        if (mdastPlugins === undefined)
          throw new Error('The Markdown processor takes no mdast plugins, so fences get no links.');
        mdastPlugins.push(tryIt);
      },
    },
  };
}

/** The plugin for one document; nothing if there is nothing to run in it. */
export function tryIt({ source }: Pick<PluginFactoryContext, 'source'>): MdastPluginDefinition | undefined {
  const { setup, runs } = pageProgram(source.replaceAll('\r\n', '\n'), '');
  const ends = runs.filter(({ output }) => output !== undefined);
  if (setup === undefined || ends.length === 0) return undefined;
  let at = 0;
  return {
    name: 'keysmith-try-it',
    code(node, context) {
      if (!node.meta?.split(/\s+/).includes('output')) return;
      const { run } = ends[at] as RunFence;
      at += 1;
      const value = fragmentOf(programOf(setup, run));
      context.insertAfter(node, {
        type: 'mdxJsxFlowElement',
        name: 'TryIt',
        attributes: [
          { type: 'mdxJsxAttribute', name: 'program', value },
          { type: 'mdxJsxAttribute', name: 'number', value: String(at) },
        ],
        children: [],
      });
    },
  };
}
