import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { kindOf } from './kinds.ts';
import { pagesOf, pathInSite, type BuiltPage } from './pages.ts';

const site = inject('site').plain;
const KB = 1_000;
/** How much script a page may have before anybody touches it, compressed. */
const SCRIPT_BYTES_MAX = 40 * KB;

/**
 * What a page may transfer, compressed, with its fonts. A solution shows every file of every wrong answer, and nobody
 * comes across it by accident.
 */
function pageBytesMax(path: string): number {
  return kindOf(path) === 'solution' ? 250 * KB : 150 * KB;
}

/** Files that the browser fetches for a page before anybody touches it, by kind. Static imports are followed. */
function filesOf(page: BuiltPage): {
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
  for (const address of named('script', 'src')) followImports(address, scripts);
  return { scripts: [...scripts], others: [...new Set(links)] };
}

function followImports(address: string, seen: Set<string>): void {
  if (seen.has(address)) return;
  seen.add(address);
  for (const [, file = ''] of read(address)
    .toString()
    .matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    followImports(new URL(file, `http://host${address}`).pathname, seen);
  }
}

function read(address: string): Buffer {
  return readFileSync(join(site.folder, address.slice(site.base.length)));
}

/** Bytes over the wire; fonts are compressed already. */
function weigh(address: string): number {
  const content = read(address);
  return address.endsWith('.woff2') ? content.length : gzipSync(content).length;
}

function sum(addresses: readonly string[]): number {
  return addresses.reduce((total, address) => total + weigh(address), 0);
}

describe.each(pagesOf(site).map((page) => [pathInSite(site, page), page] as const))('%s', (path, page) => {
  const { scripts, others } = filesOf(page);

  it('has at most 40 KB of script', () => {
    expect(scripts.length).toBeGreaterThan(0);
    expect(sum(scripts)).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  });

  it(`weighs at most ${pageBytesMax(path) / KB} KB`, () => {
    const total = gzipSync(page.html).length + sum(scripts) + sum(others);
    expect(total).toBeGreaterThan(sum(scripts));
    expect(total).toBeLessThanOrEqual(pageBytesMax(path));
  });
});
