// npm run bench:site -- [--json <file>] [--only pages|lab|beside|large]...: what the site weighs, how fast the lab answers,
// how fast a save in an own editor is judged, and how long a large course takes to build. Needs Chromium; `pages`
// fetches Lighthouse from npm.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { loadCourse } from '@keysmith/course';
import { NO_BROWSER, openBrowser } from '../../site/browser.ts';
import { buildSite, type BuiltSite } from '../../site/build.ts';
import { kindOf } from '../../site/kinds.ts';
import { pagesOf, pathInSite } from '../../site/pages.ts';
import { serve } from '../../site/serve.ts';
import { weightOf } from '../../site/weigh.ts';
import { judged } from '../table.ts';
import { saveTimes } from './beside.ts';
import { judgeSite, type SiteFigures } from './goals.ts';
import { labTimes, loopEndMs, type LabTimes } from './lab.ts';
import { secondsToBuild } from './large.ts';
import { scoresOf, type PageScores } from './lighthouse.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PARTS = ['pages', 'lab', 'beside', 'large'] as const;
/** The standing exercises: one of each group of instruments. */
const STANDING = ['composite-key', 'adjacency-list', 'rollups', 'backfill-under-fire'];
const VISITS = 5;
const RUNS = 5;
const CHAPTER_PAGES = 200;

const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string', multiple: true } },
});
const unknown = values.only?.filter((name) => !PARTS.some((part) => part === name)) ?? [];
if (unknown.length > 0) throw new Error(`--only takes ${PARTS.join(', ')}; and not ${unknown.join(', ')}.`);
const wants = (part: (typeof PARTS)[number]): boolean => values.only?.includes(part) ?? true;

const loadAtStart = loadavg()[0] ?? 0;
const { exercises, chapters } = await loadCourse(ROOT);

const gzipped = async (file: string): Promise<number> => gzipSync(await readFile(file), { level: 9 }).length;

/**
 * Everything that is fetched when the lab is opened: its own chunks with those that they import, the programs of frame
 * and worker, and the data of an exercise, of which the largest is taken.
 */
async function bytesOfLab(folder: string): Promise<number> {
  const chunks = await importedWith(join(folder, '_astro'), /^workbench\..*\.js$/);
  const programs = ['lab/frame.html', 'lab/worker.js'].map((name) => join(folder, name));
  const data = await Promise.all(
    exercises.map(({ slug }) => gzipped(join(folder, 'exercises', slug, 'lab.json'))),
  );
  const sizes = await Promise.all([...chunks, ...programs].map(gzipped));
  return sizes.reduce((sum, size) => sum + size, Math.max(0, ...data));
}

/** The chunks of that name, and all that they import before they run. */
async function importedWith(folder: string, entry: RegExp): Promise<string[]> {
  const found = new Set((await readdir(folder)).filter((name) => entry.test(name)));
  if (found.size === 0) throw new Error(`No chunk in ${folder} is called ${entry.source}.`);
  for (const name of found) {
    const code = await readFile(join(folder, name), 'utf8');
    for (const [, chunk = ''] of code.matchAll(/\b(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      found.add(chunk);
  }
  return [...found].map((name) => join(folder, name));
}

function heaviest(site: BuiltSite): NonNullable<SiteFigures['weight']> {
  const weights = pagesOf(site).map((page) => ({
    kind: kindOf(pathInSite(site, page)),
    ...weightOf(site, page),
  }));
  const chapters = weights.filter(({ kind }) => kind === 'chapter');
  if (chapters.length === 0) throw new Error('The site has no chapter.');
  return {
    chapterBytes: Math.max(...chapters.map(({ allBytes }) => allBytes)),
    scriptBytes: Math.max(...weights.map(({ scriptBytes }) => scriptBytes)),
  };
}

async function measureServed(address: string): Promise<SiteFigures> {
  const figures: { pages?: Record<string, PageScores>; lab?: Record<string, LabTimes>; loopEndMs?: number } =
    {};
  if (wants('pages')) {
    const paths = {
      home: '',
      chapter: `chapters/${chapters[0]?.slug}/`,
      exercise: `exercises/${exercises[0]?.slug}/`,
    };
    figures.pages = {};
    for (const [kind, path] of Object.entries(paths)) {
      process.stderr.write(`Lighthouse: ${kind} …\n`);
      figures.pages[kind] = await scoresOf(address + path, VISITS);
    }
  }
  if (wants('lab')) {
    const browser = await openBrowser();
    if (browser === undefined) throw new Error(NO_BROWSER);
    figures.lab = {};
    for (const exercise of exercises.filter(({ slug }) => STANDING.includes(slug))) {
      process.stderr.write(`lab: ${exercise.slug} …\n`);
      figures.lab[exercise.slug] = await labTimes(browser, { address, exercise, times: RUNS });
    }
    const [exercise] = exercises;
    if (exercise !== undefined) figures.loopEndMs = await loopEndMs(browser, address, exercise);
    await browser.close();
  }
  return figures;
}

async function measureSite(): Promise<SiteFigures> {
  if (!wants('pages') && !wants('lab')) return {};
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-bench-'));
  try {
    // As on a public host: only there has a page its canonical address.
    const variables = { KEYSMITH_SITE: 'https://keysmith.example' };
    const { code, log } = await buildSite(folder, variables);
    if (code !== 0) throw new Error(`The site was not built:\n${log}`);
    const pages = join(folder, 'pages');
    const site = { folder: pages, base: '/', log };
    await using served = await serve(site, { isCompressing: true });
    const measured = await measureServed(served.address);
    return { ...measured, weight: heaviest(site), labBytes: await bytesOfLab(pages) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureBeside(): Promise<SiteFigures['beside']> {
  const browser = await openBrowser();
  if (browser === undefined) throw new Error(NO_BROWSER);
  try {
    return await saveTimes(browser, STANDING, RUNS);
  } finally {
    await browser.close();
  }
}

const figures: SiteFigures = {
  ...(await measureSite()),
  ...(wants('beside') && { beside: await measureBeside() }),
  ...(wants('large') && { largeBuildSeconds: await secondsToBuild(CHAPTER_PAGES) }),
};
const goals = judgeSite(figures);
const goalsMet = goals.every(({ met }) => met);
const machine = {
  node: process.version,
  processor: cpus()[0]?.model.trim() ?? '',
  cores: cpus().length,
  loadAtStart,
  loadAtEnd: loadavg()[0] ?? 0,
};
process.stdout.write(`${judged(goals)}\n\n`);
process.stdout.write(
  `Node ${machine.node}, ${machine.cores} × ${machine.processor}, load ${loadAtStart.toFixed(1)} at the start and ` +
    `${machine.loadAtEnd.toFixed(1)} at the end. ${goalsMet ? 'All goals are met.' : 'Not all goals are met.'}\n`,
);
if (values.json !== undefined)
  await writeFile(values.json, `${JSON.stringify({ machine, figures, goals, goalsMet }, null, 2)}\n`);
process.exitCode = goalsMet ? 0 : 1;
