import { pagesOf, pathInSite } from './pages.ts';
import type { BuiltSite } from './build.ts';

/** The kinds of page, and how to tell the kind of a path inside the site. The first that fits counts. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['home', /^\/$/],
  ['solution', /^\/exercises\/[^/]+\/solution\/$/],
  ['checks', /^\/exercises\/[^/]+\/checks\/$/],
  ['exercise', /^\/exercises\/[^/]+\/$/],
  ['chapter', /^\/chapters\/[^/]+\/$/],
  ['page of a chapter', /^\/chapters\/[^/]+\/[^/]+\/$/],
  ['glossary', /^\/glossary\/$/],
  ['access patterns', /^\/access-patterns\/$/],
  ['facts', /^\/facts\/$/],
  ['progress', /^\/progress\/$/],
  ['playground', /^\/playground\/$/],
  ['text', /./],
];

/** The kind of a page, by its path inside the site. */
export function kindOf(path: string): string {
  return KINDS.find(([, pattern]) => pattern.test(path))?.[0] ?? '';
}

/** Paths inside the site of every page. */
export function pathsOf(site: BuiltSite): readonly string[] {
  return pagesOf(site).map((page) => pathInSite(site, page));
}

/** One page of each kind: the first of its kind by path. */
export function oneOfEachKind(site: BuiltSite): readonly (readonly [string, string])[] {
  const paths = pathsOf(site);
  return KINDS.map(([kind]) => {
    const path = paths.find((one) => kindOf(one) === kind);
    if (!path) throw new Error(`The site has no page of the kind "${kind}"; it has ${paths.join(', ')}.`);
    return [kind, path] as const;
  });
}
