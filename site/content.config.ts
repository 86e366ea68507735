import { pathToFileURL } from 'node:url';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { courseRoot } from './course.ts';

/**
 * The texts of the library, by the path of their folder ("10-one-to-many/16-composite-key"). The loader of
 * @keysmith/course has judged them before and is where pages take data from; these collections only compile and render
 * the Markdown. The ids hold the numbers because Astro remembers for an id which file it was made from: a chapter that
 * is moved to another number must not be looked for in its old folder.
 */
function texts(tree: string, pattern: string) {
  return defineCollection({
    loader: glob({
      base: pathToFileURL(`${courseRoot}/${tree}/`),
      pattern,
      generateId: ({ entry }) => entry.split('/').slice(0, -1).join('/'),
    }),
  });
}

const fact = z.object({ term: z.string(), text: z.string(), href: z.string().optional() });

/** What stands above a page's title and below it. */
const masthead = z.object({ eyebrow: z.string(), facts: z.array(fact).default([]) });

export const collections = {
  chapters: texts('chapters', '*/{,*/}index.mdx'),
  briefs: texts('exercises', '*/*/README.mdx'),
  hints: texts('exercises', '*/*/hints.mdx'),
  solutions: texts('solutions', '*/*/README.mdx'),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
  // MDX, not Markdown: Astro keeps rendered Markdown between builds, with the names of style files that are no more.
  docs: defineCollection({
    loader: glob({ base: './site/text', pattern: '*.mdx' }),
    schema: docsSchema({ extend: z.object({ masthead: masthead.optional() }) }),
  }),
};
