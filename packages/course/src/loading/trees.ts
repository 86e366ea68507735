import { numberedFolders, reportSharedNames, type NumberedFolder } from './folders.ts';
import type { Report, Source } from './source.ts';
import { reportStrays } from './strays.ts';

/** The folder of an exercise or of a chapter's page, and the folder of its chapter, by name. */
export interface FolderInChapter extends NumberedFolder {
  /** "10-one-to-many". */
  readonly chapter: string;
}

/** The folders of the course, in the order of their numbers. */
export interface Trees {
  readonly chapters: readonly NumberedFolder[];
  /** Pages below those of the chapters themselves. */
  readonly pages: readonly FolderInChapter[];
  readonly exercises: readonly FolderInChapter[];
}

/** Lists the three trees and reports where they do not fit each other. */
export async function readTrees(source: Source): Promise<Trees> {
  const chapters = await readTop('chapters', source);
  reportSharedNames(chapters, source.report);
  if (chapters.length === 0) {
    source.report({
      code: 'course.empty',
      place: 'chapters',
      rule: 'A course has chapters, and there is none here.',
      remedy: 'Run this in the folder of the repository, or write the first chapter.',
    });
  }
  const pages = await readPages(chapters, source);
  const exercises = await readExerciseTree('exercises', source);
  reportSharedNames(exercises, source.report);
  const solutions = await readExerciseTree('solutions', source);
  compareTrees(exercises, solutions, source);
  reportPagesElsewhere(pages, exercises, source.report);
  const named = new Set(chapters.map(({ name }) => name));
  for (const { place, chapter } of exercises.filter((exercise) => !named.has(exercise.chapter))) {
    source.report({
      code: 'exercise.no-chapter',
      place,
      rule: `An exercise stands in the folder of a chapter, and there is no chapters/${chapter}.`,
      remedy: 'Write the chapter, or move the exercise to the chapter that it belongs to.',
    });
  }
  return { chapters: inOrder(chapters), pages: inOrder(pages), exercises: inOrder(exercises) };
}

async function readTop(tree: string, source: Source): Promise<readonly NumberedFolder[]> {
  const entries = await source.list(tree);
  const files = entries.filter(({ isFolder }) => !isFolder);
  reportStrays(files, tree === 'chapters' ? ['facts.yaml'] : [], source.report);
  return numberedFolders(entries, source.report);
}

/** Numbers and slugs of pages are unique in their chapter only: the same strategy may have a page in two chapters. */
async function readPages(
  chapters: readonly NumberedFolder[],
  source: Source,
): Promise<readonly FolderInChapter[]> {
  const found: FolderInChapter[] = [];
  for (const chapter of chapters) {
    const pages = numberedFolders(await source.list(chapter.place), source.report);
    reportSharedNames(pages, source.report);
    for (const page of pages) found.push({ ...page, chapter: chapter.name });
  }
  return found;
}

/** A page and the exercise about it have the same path, so what shares the number or the slug shares the other, too. */
function reportPagesElsewhere(
  pages: readonly FolderInChapter[],
  exercises: readonly FolderInChapter[],
  report: Report,
): void {
  for (const page of pages) {
    const beside = exercises.filter(({ chapter }) => chapter === page.chapter);
    const other = beside.find(({ number, slug }) => (number === page.number) !== (slug === page.slug));
    if (other === undefined) continue;
    report({
      code: 'page.not-at-exercise',
      place: page.place,
      rule: `A page has the path of its exercise, number and slug; this one shares only one of them with ${other.place}.`,
      remedy: 'Rename one of the two after the other, or give the page a number and a slug of its own.',
    });
  }
}

async function readExerciseTree(tree: string, source: Source): Promise<readonly FolderInChapter[]> {
  const found: FolderInChapter[] = [];
  for (const chapter of await readTop(tree, source)) {
    const entries = await source.list(chapter.place);
    reportStrays(
      entries.filter(({ isFolder }) => !isFolder),
      [],
      source.report,
    );
    for (const folder of numberedFolders(entries, source.report))
      found.push({ ...folder, chapter: chapter.name });
  }
  return found;
}

function compareTrees(
  exercises: readonly FolderInChapter[],
  solutions: readonly FolderInChapter[],
  source: Source,
): void {
  const paths = (folders: readonly FolderInChapter[]) =>
    new Set(folders.map(({ chapter, name }) => `${chapter}/${name}`));
  const exercisePaths = paths(exercises);
  const solutionPaths = paths(solutions);
  for (const path of exercisePaths) {
    if (solutionPaths.has(path)) continue;
    source.report({
      code: 'exercise.no-solution',
      place: `exercises/${path}`,
      rule: `Every exercise has a solution under the same path, and there is no solutions/${path}.`,
      remedy: 'Write the solution, or rename its folder after that of the exercise.',
    });
  }
  for (const path of solutionPaths) {
    if (exercisePaths.has(path)) continue;
    source.report({
      code: 'solution.no-exercise',
      place: `solutions/${path}`,
      rule: `Every solution solves the exercise under the same path, and there is no exercises/${path}.`,
      remedy: 'Write the exercise, rename the folder after it, or delete the solution.',
    });
  }
}

function inOrder<F extends NumberedFolder>(folders: readonly F[]): readonly F[] {
  return [...folders].sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1));
}
