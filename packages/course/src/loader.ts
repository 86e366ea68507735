import { CourseError, type Problem } from './error.ts';
import { readExercise } from './loading/exercise.ts';
import { readFacts } from './loading/facts.ts';
import { pageId, readPage } from './loading/page.ts';
import { reportPage, type PageFile } from './loading/page-rules.ts';
import { reportPrerequisites } from './loading/prerequisites.ts';
import { Source } from './loading/source.ts';
import { readTrees, type Trees } from './loading/trees.ts';
import type { ChapterPage, Course, Exercise } from './model.ts';
import type { Facts } from './schemas/facts.ts';
import { slugOfFolder } from './schemas/ids.ts';

export interface LoadOptions {
  /** The day on which facts are judged, as in 2026-11-22; the machine's day (UTC) unless told. */
  readonly today?: string;
  /**
   * Slugs of exercises that the caller is about to use. Then only what is wrong with these, with their pages, with their
   * chapters' own and with the facts file is an error, and what else does not fit is left out of the course: an author can
   * work on one exercise while another is half done.
   */
  readonly only?: readonly string[];
}

interface Parts {
  readonly trees: Trees;
  readonly facts: Facts;
  /** The chapters' own, then those below them. */
  readonly texts: readonly ChapterPage[];
  readonly exercises: readonly Exercise[];
}

/**
 * Reads chapters/, exercises/ and solutions/ of the repository at `root` and judges them by every rule.
 *
 * @throws {CourseError} with every problem found, in the order of their places.
 */
export async function loadCourse(root: string, options: LoadOptions = {}): Promise<Course> {
  const problems: Problem[] = [];
  const source = new Source(root, (problem) => problems.push(problem));
  const version = await readVersion(source);
  const parts = await readParts(source, options.today ?? new Date().toISOString().slice(0, 10));
  const { only } = options;
  const refused = only ? problemsOf(only, parts.trees, problems) : problems;
  if (refused.length > 0) throw new CourseError(sortedByPlace(refused));
  return assemble(version, parts, { root: source.root, problems });
}

async function readVersion(source: Source): Promise<string> {
  const text = await source.read('package.json');
  const version = text === undefined ? undefined : /"version"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  if (version) return version;
  source.report({
    code: 'course.no-version',
    place: 'package.json',
    rule: 'Reports carry the version of the root package.json, and there is none.',
    remedy: 'Run this in the folder of the repository.',
  });
  return '';
}

async function readParts(source: Source, today: string): Promise<Parts> {
  const trees = await readTrees(source);
  const facts = await readFacts(source);
  const files: PageFile[] = [];
  const texts: ChapterPage[] = [];
  for (const folder of [...trees.chapters, ...trees.pages]) {
    const { page, file } = await readPage(folder, source);
    if (page) texts.push(page);
    if (file) files.push(file);
  }
  const exercises: Exercise[] = [];
  for (const folder of trees.exercises) {
    const chapter = slugOfFolder(folder.chapter);
    const reading = await readExercise(folder, { chapter, source, facts: facts ?? {} });
    if (reading.exercise) exercises.push(reading.exercise);
    files.push(...reading.pages);
  }
  const exerciseFiles = new Map(
    trees.exercises.map(({ slug }) => [slug, exercises.find((exercise) => exercise.slug === slug)?.files]),
  );
  for (const file of files) reportPage(file, { facts, exerciseFiles, today }, source.report);
  reportOrder({ trees, facts: facts ?? {}, texts, exercises }, source);
  return { trees, facts: facts ?? {}, texts, exercises };
}

function reportOrder({ trees, texts, exercises }: Parts, source: Source): void {
  reportPrerequisites(
    texts.map(({ id, prerequisites, path }) => ({ id, prerequisites, place: `chapters/${path}/index.mdx` })),
    [...trees.chapters, ...trees.pages].map(pageId),
    source.report,
  );
  reportPrerequisites(
    exercises.map(({ slug, prerequisites, path }) => ({
      id: slug,
      prerequisites,
      place: `exercises/${path}/package.json`,
    })),
    trees.exercises.map(({ slug }) => slug),
    source.report,
  );
}

/** The problems that stand in the way of using the named exercises; a name that no folder has is one itself. */
function problemsOf(
  slugs: readonly string[],
  trees: Trees,
  problems: readonly Problem[],
): readonly Problem[] {
  const wanted = trees.exercises.filter(({ slug }) => slugs.includes(slug));
  const places = wanted.flatMap(({ chapter, name }) => [
    `exercises/${chapter}/${name}`,
    `solutions/${chapter}/${name}`,
    `chapters/${chapter}/${name}`,
  ]);
  const chapters = new Set(wanted.map(({ chapter }) => `chapters/${chapter}`));
  const unknown = slugs.filter((slug) => !trees.exercises.some((folder) => folder.slug === slug));
  return [
    ...unknown.map((slug) => ({
      code: 'course.unknown-exercise',
      place: 'exercises',
      rule: `There is no exercise "${slug}".`,
      remedy: `Name one of: ${trees.exercises.map((folder) => folder.slug).join(', ') || 'none yet'}.`,
    })),
    ...problems.filter(
      ({ place }) =>
        ['chapters/facts.yaml', 'package.json', ...places].some((part) => isIn(place, part)) ||
        [...chapters].some((chapter) => isOfChapter(place, chapter, trees)),
    ),
  ];
}

/** Whether a problem's place is a folder or file, stands in it, or on a line of it. */
function isIn(place: string, part: string): boolean {
  return place === part || place.startsWith(`${part}/`) || place.startsWith(`${part}:`);
}

/** Whether a problem's place is in a chapter's folder, but not in that of one of its pages. */
function isOfChapter(place: string, chapter: string, { pages }: Pick<Trees, 'pages'>): boolean {
  return isIn(place, chapter) && !pages.some((page) => isIn(place, page.place));
}

function assemble(
  version: string,
  { trees, facts, texts, exercises }: Parts,
  { root, problems }: { readonly root: string; readonly problems: readonly Problem[] },
): Course {
  const isSound = (part: string) => !problems.some(({ place }) => isIn(place, part));
  const isWhole = (chapter: string) => !problems.some(({ place }) => isOfChapter(place, chapter, trees));
  const textsOf = (folders: readonly { readonly place: string }[]) =>
    texts.filter(({ path }) => folders.some(({ place }) => place === `chapters/${path}`));
  const soundChapters = textsOf(trees.chapters).filter(({ path }) => isWhole(`chapters/${path}`));
  const soundPages = textsOf(trees.pages).filter(({ path }) => isSound(`chapters/${path}`));
  const soundExercises = exercises.filter(
    ({ path, chapter }) =>
      isSound(`exercises/${path}`) &&
      isSound(`solutions/${path}`) &&
      soundChapters.some(({ slug }) => slug === chapter),
  );
  return {
    root,
    version,
    facts,
    chapters: soundChapters.map((chapter) => ({
      ...chapter,
      pages: soundPages.filter(({ path }) => path.startsWith(`${chapter.path}/`)),
      exercises: soundExercises.filter((exercise) => exercise.chapter === chapter.slug),
    })),
    exercises: soundExercises,
  };
}

function sortedByPlace(problems: readonly Problem[]): readonly Problem[] {
  return problems
    .map((problem) => ({ problem, key: problem.place.replace(/\d+$/, (line) => line.padStart(6, '0')) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ problem }) => problem);
}
