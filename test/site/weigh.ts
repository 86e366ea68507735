import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BuiltSite } from './build.ts';
import type { BuiltPage } from './pages.ts';

/** What a page transfers before anybody touches it, in bytes, compressed. */
export interface Weight {
  readonly scriptBytes: number;
  /** The page, its scripts, styles and fonts. */
  readonly allBytes: number;
}

/** Weighs a page of a build with everything that a browser fetches for it. */
export function weightOf(site: BuiltSite, page: BuiltPage): Weight {
  const { scripts, others } = filesOf(site, page);
  const sum = (addresses: readonly string[]): number =>
    addresses.reduce((total, address) => total + weigh(site, address), 0);
  const scriptBytes = sum(scripts);
  return { scriptBytes, allBytes: gzipSync(page.html).length + scriptBytes + sum(others) };
}

/** Files that the browser fetches for a page before anybody touches it, by kind. Static imports are followed. */
function filesOf(
  site: BuiltSite,
  page: BuiltPage,
): {
  readonly scripts: readonly string[];
  readonly others: readonly string[];
} {
  const named = (name: string, attribute: string) =>
    page.elements
      .filter((element) => element.name === name)
      .flatMap(({ attributes }) => attributes.get(attribute) ?? []);
  const links = page.elements
    .filter(
      ({ name, attributes }) =>
        name === 'link' && /^(stylesheet|preload|modulepreload)$/.test(attributes.get('rel') ?? ''),
    )
    .filter(({ attributes }) => attributes.get('media') !== 'print')
    .flatMap(({ attributes }) => attributes.get('href') ?? []);
  const scripts = new Set<string>();
  for (const address of named('script', 'src')) followImports(site, address, scripts);
  return { scripts: [...scripts], others: [...new Set(links)] };
}

function followImports(site: BuiltSite, address: string, seen: Set<string>): void {
  if (seen.has(address)) return;
  seen.add(address);
  for (const [, file = ''] of read(site, address)
    .toString()
    .matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    followImports(site, new URL(file, `http://host${address}`).pathname, seen);
  }
}

function read({ folder, base }: BuiltSite, address: string): Buffer {
  return readFileSync(join(folder, address.slice(base.length)));
}

/** Bytes over the wire; fonts are compressed already. */
function weigh(site: BuiltSite, address: string): number {
  const content = read(site, address);
  return address.endsWith('.woff2') ? content.length : gzipSync(content).length;
}
