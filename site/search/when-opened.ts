import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** What Starlight's search imports when a page has come to rest. */
const PAGEFIND = '@pagefind/default-ui';
const STAND_IN = fileURLToPath(new URL('./stand-in.ts', import.meta.url));

/**
 * Loads the search's own script when the search is opened for the first time, and not with every page: it is twice as large
 * as all other scripts of a page together. Starlight has no setting for that, so its import is led to a stand-in.
 */
export function searchWhenOpened(): AstroIntegration {
  return {
    name: 'keysmith-search-when-opened',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        let starlight: string | undefined;
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'keysmith-search-when-opened',
                enforce: 'pre',
                resolveId(source, importer, options) {
                  if (source !== PAGEFIND) return undefined;
                  // Starlight's own dependency, which need not be found from anywhere else.
                  if (importer === STAND_IN)
                    return this.resolve(source, starlight, { ...options, skipSelf: true });
                  starlight = importer;
                  return STAND_IN;
                },
              },
            ],
          },
        });
      },
    },
  };
}
