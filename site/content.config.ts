import { pathToFileURL } from 'node:url';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { courseRoot } from './course.ts';

/**
 * The texts of the library, by slug. The loader of @keysmith/course has judged them before and is where pages take
 * data from; these collections only compile and render the Markdown.
 */
function texts(tree: string, pattern: string) {
  return defineCollection({
    loader: glob({
      base: pathToFileURL(`${courseRoot}/${tree}/`),
      pattern,
      generateId: ({ entry }) => slugOfFolder(entry.split('/').at(-2) ?? entry),
    }),
  });
}

/** "16-composite-key" → "composite-key": the number is a place in the order, the slug is the permanent id. */
function slugOfFolder(folder: string): string {
  return folder.replace(/^\d\d-/, '');
}

const fact = z.object({ term: z.string(), text: z.string(), href: z.string().optional() });

/** What stands above a page's title and below it. */
const masthead = z.object({ eyebrow: z.string(), facts: z.array(fact).default([]) });

export const collections = {
  chapters: texts('chapters', '*/index.mdx'),
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
