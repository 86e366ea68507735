import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { buildSite } from './build.ts';
import { kindOf } from './kinds.ts';
import { pagesOf, pathInSite } from './pages.ts';

const { plain, nested } = inject('site');

describe('the build', () => {
  it.each([
    ['at the root of a host', plain],
    ['in a folder of a host', nested],
  ])('warns of nothing, %s', (_where, { log }) => {
    expect(log).toMatch(/page\(s\) built/);
    expect(log.split('\n').filter((line) => /warn|deprecat|error/i.test(line))).toEqual([]);
  });

  it('asks for nothing that only a server beside an own editor has', () => {
    const texts = globSync('**/*.{html,js,css}', { cwd: plain.folder }).map((file) => ({
      file,
      text: readFileSync(join(plain.folder, file), 'utf8'),
    }));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter(({ text }) => text.includes('/beside/')).map(({ file }) => file)).toEqual([]);
  });

  it('ends with the loader’s messages when the course is unsound', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keysmith-unsound-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'package.json'), '{ "version": "0.0.0" }');
    const { code, log } = await buildSite(join(folder, 'built'), { KEYSMITH_COURSE: folder });
    expect(code).toBe(1);
    expect(log).toContain('facts.missing  chapters/facts.yaml');
  });
});

describe('what search engines are told', () => {
  const pages = pagesOf(nested);
  const metaOf = (path: string, name: string) =>
    pages
      .find((page) => pathInSite(nested, page) === path)
      ?.elements.filter(({ name: tag, attributes }) => tag === 'meta' && attributes.get('name') === name)
      .map(({ attributes }) => attributes.get('content'));
  const paths = pages.map((page) => pathInSite(nested, page));

  it('is a description of its own for each page', () => {
    const descriptions = paths.map((path) => metaOf(path, 'description')?.[0]);
    expect(descriptions.filter((text) => !text || text.length < 20)).toEqual([]);
    expect(new Set(descriptions).size).toBe(paths.length);
  });

  it('is a title of its own for each page', () => {
    const titles = pages.map(({ html }) => /<title>([^<]*)<\/title>/.exec(html)?.[1]);
    expect(titles.filter((title) => !title)).toEqual([]);
    expect(new Set(titles).size).toBe(paths.length);
  });

  it('is to leave solutions and the page for lost readers alone, and nothing else', () => {
    const hidden = paths.filter((path) => metaOf(path, 'robots')?.includes('noindex'));
    expect(hidden).toEqual(paths.filter((path) => kindOf(path) === 'solution' || path === '/404.html'));
    expect(hidden.length).toBeGreaterThan(1);
  });

  it('is a sitemap of the other pages, with the origin and the folder', async () => {
    const sitemap = await readFile(join(nested.folder, 'sitemap-0.xml'), 'utf8');
    const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address).sort();
    const expected = paths.filter((path) => kindOf(path) !== 'solution' && path !== '/404.html');
    expect(listed).toEqual(expected.map((path) => `https://keysmith.example/courses/keysmith${path}`).sort());
  });
});
