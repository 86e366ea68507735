import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { programIn } from '../../site/playground/link.ts';
import type { BuiltSite } from './build.ts';
import { pagesOf, pathInSite, type BuiltPage } from './pages.ts';

const sites = inject('site');
const HOST = 'http://host.example';

/** Everything that a page names by address: links, scripts, styles, pictures, fonts. */
function addressesOf(page: BuiltPage): readonly string[] {
  return page.elements.flatMap(({ attributes }) =>
    ['href', 'src', 'poster', 'action'].flatMap((name) => attributes.get(name) ?? []),
  );
}

/** Why an address leads nowhere, or undefined if it leads somewhere or out of the site. */
function brokenBecause(site: BuiltSite, page: BuiltPage, pages: ReadonlyMap<string, BuiltPage>) {
  return (address: string): string | undefined => {
    const url = new URL(address, HOST + page.path);
    if (url.origin !== HOST) return undefined;
    const path = decodeURIComponent(url.pathname);
    const broken = `${page.path}: ${address}`;
    if (!path.startsWith(site.base)) return `${broken} leads out of the folder ${site.base}`;
    const target = pages.get(path);
    if (!target) {
      const file = join(site.folder, path.slice(site.base.length));
      return existsSync(file) && statSync(file).isFile() ? undefined : `${broken} leads nowhere`;
    }
    // A link to the playground holds a program behind the sign of an anchor.
    if (path === `${site.base}playground/` && url.hash.startsWith('#1.'))
      return programIn(url.hash) === undefined ? `${broken} holds no program` : undefined;
    const anchor = decodeURIComponent(url.hash.slice(1));
    const isThere = target.elements.some(({ attributes }) => attributes.get('id') === anchor);
    return anchor === '' || isThere ? undefined : `${broken} names an anchor that the page does not have`;
  };
}

describe.each([
  ['at the root of a host', sites.plain],
  ['in a folder of a host', sites.nested],
])('the site %s', (_where, site) => {
  const all = pagesOf(site);
  const byPath = new Map(all.map((page) => [page.path, page]));

  it('has pages, and links on each', () => {
    expect(all.length).toBeGreaterThan(5);
    for (const page of all) expect(addressesOf(page).length, page.path).toBeGreaterThan(5);
  });

  it('has no link, script, style or anchor that leads nowhere', () => {
    expect(
      all.flatMap((page) => addressesOf(page).map(brokenBecause(site, page, byPath))).filter(Boolean),
    ).toEqual([]);
  });

  it('has no style that names a file which is not there', () => {
    const missing = globSync('**/*.css', { cwd: site.folder }).flatMap((sheet) =>
      [...readFileSync(join(site.folder, sheet), 'utf8').matchAll(/url\(["']?([^"')]+)/g)]
        .map(([, address = '']) => new URL(address, `${HOST}${site.base}${sheet}`))
        .filter(({ origin, protocol }) => origin === HOST && protocol !== 'data:')
        .filter(({ pathname }) => !existsSync(join(site.folder, pathname.slice(site.base.length))))
        .map(({ pathname }) => `${sheet}: ${pathname}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no id twice on a page', () => {
    const twice = all.flatMap(({ path, elements }) => {
      const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
      return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${path}: ${id}`);
    });
    expect(twice).toEqual([]);
  });

  it('leads to every page but the one for lost readers', () => {
    const linked = new Set(
      all.flatMap((page) =>
        addressesOf(page)
          .map((address) => new URL(address, HOST + page.path).pathname)
          .filter((path) => path !== page.path),
      ),
    );
    const lonely = all.filter(({ path }) => !linked.has(path)).map((page) => pathInSite(site, page));
    expect(lonely).toEqual(['/404.html']);
  });

  it('never loads anything from another host', () => {
    const foreign = all.flatMap(({ path, elements }) =>
      elements
        .filter(
          ({ name, attributes }) =>
            name !== 'a' && !/^(canonical|sitemap)$/.test(attributes.get('rel') ?? ''),
        )
        .flatMap(({ attributes }) => [attributes.get('src'), attributes.get('href')])
        .filter((address) => address !== undefined && /^(https?:)?\/\//.test(address))
        .map((address) => `${path}: ${address}`),
    );
    expect(foreign).toEqual([]);
  });
});
