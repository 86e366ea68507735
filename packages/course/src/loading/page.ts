import type { ChapterPage } from '../model.ts';
import { chapterSchema, quizSchema, type ChapterMatter, type QuizQuestion } from '../schemas/chapter.ts';
import { slugOfFolder } from '../schemas/ids.ts';
import { fit, lineOf, parseYaml, type DataFile } from './data-file.ts';
import type { NumberedFolder } from './folders.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { PageFile } from './page-rules.ts';
import { belongsToReplay, readReplays } from './replays.ts';
import type { Source } from './source.ts';
import { reportStrays } from './strays.ts';

const SCHEMA_FILE = 'packages/course/src/schemas/chapter.ts';

/** What could be read of a page; `page` is undefined where something that it consists of is missing. */
export interface PageReading {
  readonly page: ChapterPage | undefined;
  readonly file: PageFile | undefined;
}

/**
 * Reads chapters/<NN-slug>/, or the folder of a page below it: text, quiz and recorded runs.
 *
 * @param chapter the folder's chapter, by name, if the folder is not that of a chapter itself
 */
export async function readPage(
  folder: NumberedFolder & { readonly chapter?: string },
  source: Source,
): Promise<PageReading> {
  const entries = await source.list(folder.place);
  // Folders in a chapter's are pages, which are read by themselves.
  const others = entries.filter(
    (entry) => !belongsToReplay(entry) && !(entry.isFolder && folder.chapter === undefined),
  );
  reportStrays(others, ['index.mdx', 'quiz.yaml', '<slug>.replay.json', '<slug>.replay.ts'], source.report);
  const { replays, files } = await readReplays(folder, entries, source);
  const quiz = await readQuiz(`${folder.place}/quiz.yaml`, source);
  const place = `${folder.place}/index.mdx`;
  const text = await source.read(place);
  if (text === undefined) {
    source.report({
      code: 'chapter.no-page',
      place: folder.place,
      rule: 'A folder of chapters/ is a page, and this folder has no index.mdx.',
      remedy: 'Write index.mdx with its front matter, or delete the folder.',
    });
    return { page: undefined, file: undefined };
  }
  const { matter, body } = splitFrontMatter(text);
  const file: PageFile = { place, body, kind: 'chapter', replays: files };
  const fields = readMatter(matter, place, source);
  if (!fields || !quiz) return { page: undefined, file };
  const { number, slug } = folder;
  const named = { id: pageId(folder), slug, number, path: folder.place.replace('chapters/', '') };
  return { page: { ...fields, ...named, folder: source.absolute(folder.place), quiz, replays }, file };
}

/** What links, progress and prerequisites name a page by. */
export function pageId({
  slug,
  chapter,
}: Pick<NumberedFolder, 'slug'> & { readonly chapter?: string }): string {
  return chapter === undefined ? slug : `${slugOfFolder(chapter)}/${slug}`;
}

function readMatter(matter: string | undefined, place: string, source: Source): ChapterMatter | undefined {
  if (matter === undefined) {
    source.report({
      code: 'chapter.no-front-matter',
      place: `${place}:1`,
      rule: 'A page of a chapter begins with front matter between two lines of three hyphens; this page has none.',
      remedy: `Begin with title, description, minutes and sources; ${SCHEMA_FILE} says what each holds.`,
    });
    return undefined;
  }
  const file: DataFile = {
    place,
    text: matter,
    area: 'chapter',
    schemaFile: SCHEMA_FILE,
    report: source.report,
    linesAbove: 1,
  };
  const value = parseYaml(file);
  return value === undefined ? undefined : fit(chapterSchema, value, file);
}

async function readQuiz(place: string, source: Source): Promise<readonly QuizQuestion[] | undefined> {
  const text = await source.read(place);
  if (text === undefined) {
    source.report({
      code: 'quiz.missing',
      place,
      rule: 'A page of a chapter ends with a quiz, and this one has no quiz.yaml.',
      remedy: 'Write one question at least, each wrong option a misconception that somebody really has.',
    });
    return undefined;
  }
  const file: DataFile = { place, text, area: 'quiz', schemaFile: SCHEMA_FILE, report: source.report };
  const value = parseYaml(file);
  const questions = value === undefined ? undefined : fit(quizSchema, value, file);
  for (const [at, { id }] of (questions ?? []).entries()) {
    if (questions?.findIndex((question) => question.id === id) === at) continue;
    source.report({
      code: 'quiz.question-twice',
      place: `${place}:${lineOf(file, [at, 'id']) ?? 1}`,
      rule: `A question's id is used once in a quiz, and "${id}" stands here again.`,
      remedy: 'Rename the newer question; links hang on the older one.',
    });
  }
  return questions;
}
