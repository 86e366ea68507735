import sitemap from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';

/**
 * A sitemap that leaves out what search engines must not spoil. A sitemap needs the site's origin; without one this is
 * an integration of the same name that does nothing, since Starlight would otherwise add its own, which only warns.
 */
export function sitemapWithoutSolutions(origin: string | undefined): AstroIntegration {
  if (!origin) return { name: '@astrojs/sitemap', hooks: {} };
  return sitemap({ filter: (page) => !page.endsWith('/solution/') });
}
