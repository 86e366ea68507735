import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSite } from '../../site/build.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** A chapter with everything that a chapter has: pages below it, tables, code, figures, quizzes, recorded runs. */
const MODEL = '10-one-to-many';
/** The pages of a chapter, as patterns in its folder. */
const PAGES = ['index.mdx', '*/index.mdx'];

/**
 * Seconds that the site takes to build with so many pages of chapters, or a few more. The chapters are copies of a real one
 * under numbers and names of their own; nothing is remembered from an earlier build.
 */
export async function secondsToBuild(pages: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-large-'));
  try {
    const course = join(folder, 'course');
    for (const tree of ['exercises', 'solutions']) await mkdir(join(course, tree), { recursive: true });
    await cp(join(ROOT, 'chapters/facts.yaml'), join(course, 'chapters/facts.yaml'), { recursive: true });
    await cp(join(ROOT, 'package.json'), join(course, 'package.json'));
    const pagesOfModel = globSync(PAGES, { cwd: join(ROOT, 'chapters', MODEL) }).length;
    const chapters = Math.ceil(pages / pagesOfModel);
    for (let number = 1; number <= chapters; number += 1) await copyChapter(course, number);
    const started = performance.now();
    const { code, log } = await buildSite(folder, { KEYSMITH_COURSE: course });
    if (code !== 0) throw new Error(`The large site was not built:\n${log}`);
    return (performance.now() - started) / 1000;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyChapter(course: string, number: number): Promise<void> {
  const digits = String(number).padStart(3, '0');
  const folder = join(course, 'chapters', `${digits}-chapter-${numeral(number)}`);
  await cp(join(ROOT, 'chapters', MODEL), folder, { recursive: true });
  for (const page of globSync(PAGES, { cwd: folder })) {
    const text = withoutExercises(await readFile(join(folder, page), 'utf8'));
    const isOwn = page === 'index.mdx';
    await writeFile(
      join(folder, page),
      isOwn ? text.replace(/^title: .*$/m, `title: 'Chapter ${number}'`) : text,
    );
  }
}

/** A slug has no digits after a hyphen, so numbers are spelt with letters: 12 is "bc". */
function numeral(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

/** The copies have no exercises, so nothing in them may lead to one. */
function withoutExercises(text: string): string {
  return text
    .replace(/^prerequisites:(?: \[.*\]\n|\n(?: +- .*\n)+)/m, '')
    .replace(/<ExerciseFile[^>]*\/>/g, '')
    .replace(/\[([^\]]*)\]\(\/(?:exercises|chapters)\/[^)]*\)/g, '$1');
}
