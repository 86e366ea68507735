process.env.ASTRO_TELEMETRY_DISABLED ??= '1';

import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { besideOwnEditor } from './site/beside/integration.ts';
import { courseRoot, readCourse } from './site/course.ts';
import { labPrograms } from './site/lab/programs.ts';
import { sidebarOf } from './site/navigation.ts';
import { tryItLinks } from './site/playground/try-it.ts';
import { contentSecurityPolicy } from './site/policy.ts';
import { linkPreviews } from './site/preview/integration.ts';
import { searchWhenOpened } from './site/search/when-opened.ts';
import { sitemapWithoutSolutions } from './site/sitemap.ts';

/*
 * What a build can be told by its environment:
 *   KEYSMITH_BASE    folder under which the site is served, as in "/courses/keysmith/"; "/" unless told
 *   KEYSMITH_SITE    origin of the host, as in "https://example.org"; without it there are no canonical links, no sitemap
 *   KEYSMITH_OUT     folder for the pages; "dist" unless told
 *   KEYSMITH_CACHE   folder for what Astro remembers between builds
 *   KEYSMITH_COURSE  folder with chapters/, exercises/ and solutions/ of another course
 */
const course = await readCourse();
const origin = process.env.KEYSMITH_SITE;
// What Astro remembers of one course must not be taken for another's.
const cacheDir = process.env.KEYSMITH_CACHE ?? `${courseRoot}/node_modules/.astro`;

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: process.env.KEYSMITH_OUT ?? './dist',
  cacheDir,
  base: process.env.KEYSMITH_BASE ?? '/',
  trailingSlash: 'always',
  // Pages are small. A script that listens at each of a page's hundred links would cost a phone more than it saves.
  prefetch: false,
  // HTML's own rules for white space. The default drops line breaks between inline elements and joins words.
  compressHTML: true,
  ...(origin && { site: origin }),
  server: { host: '127.0.0.1' },
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: 'Keysmith',
      description:
        'A course on DynamoDB data modelling whose exercises measure the design, not only the answer.',
      favicon: '/favicon.svg',
      disable404Route: true,
      sidebar: sidebarOf(course),
      customCss: [
        './site/styles/typeface.css',
        './site/styles/tokens.css',
        './site/styles/prose.css',
        './site/styles/entity.css',
        './site/styles/progress.css',
        './site/styles/print.css',
      ],
      components: {
        Footer: './site/overrides/Footer.astro',
        Head: './site/overrides/Head.astro',
        Hero: './site/overrides/Hero.astro',
        Search: './site/overrides/Search.astro',
        PageTitle: './site/overrides/PageTitle.astro',
        SiteTitle: './site/overrides/SiteTitle.astro',
      },
      markdown: {
        processedDirs: ['chapters', 'exercises', 'solutions'].map((tree) => `${courseRoot}/${tree}/`),
      },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
    }),
    // Not optimised: optimising turns static parts into strings, which our components for links and tables never see.
    mdx({ optimize: false }),
    tryItLinks(),
    labPrograms(),
    searchWhenOpened(),
    besideOwnEditor({ root: courseRoot }),
    sitemapWithoutSolutions(origin),
    linkPreviews(origin, process.env.KEYSMITH_BASE ?? '/'),
    // Last: what the others write has to be in it.
    contentSecurityPolicy(),
  ],
  vite: {
    // One warning of twelve lines for each MDX page, about a directive that the MDX compiler writes.
    build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  },
});
