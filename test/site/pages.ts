import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltSite } from './build.ts';
import { elementsOf, type Element } from './html.ts';

/** A built page. */
export interface BuiltPage {
  /** Path at which it is served, base path included: "/courses/keysmith/start/". */
  readonly path: string;
  readonly html: string;
  readonly elements: readonly Element[];
}

/** In a frame that nobody sees; test/page looks at it. */
const FRAME = 'lab/frame.html';

/** Every page of a build that somebody visits, sorted by path. */
export function pagesOf(site: BuiltSite): readonly BuiltPage[] {
  return globSync('**/*.html', { cwd: site.folder })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file !== FRAME)
    .sort()
    .map((file) => {
      const html = readFileSync(join(site.folder, file), 'utf8');
      return { path: site.base + file.replace(/(^|\/)index\.html$/, '$1'), html, elements: elementsOf(html) };
    });
}

/** The path of a page without the base path: "/start/". */
export function pathInSite(site: BuiltSite, page: BuiltPage): string {
  return page.path.slice(site.base.length - 1);
}
