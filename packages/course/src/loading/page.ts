import type { Chapter } from '../model.ts';
import { chapterSchema, quizSchema, type ChapterMatter, type QuizQuestion } from '../schemas/chapter.ts';
import { fit, lineOf, parseYaml, type DataFile } from './data-file.ts';
import type { NumberedFolder } from './folders.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { PageFile } from './page-rules.ts';
import { belongsToReplay, readReplays } from './replays.ts';
import type { Source } from './source.ts';
import { reportStrays } from './strays.ts';

const SCHEMA_FILE = 'packages/course/src/schemas/chapter.ts';

/** What could be read of a chapter; `chapter` is undefined where something that it consists of is missing. */
export interface ChapterReading {
  readonly chapter: Omit<Chapter, 'exercises'> | undefined;
  readonly page: PageFile | undefined;
}

/** Reads chapters/<NN-slug>/: page, quiz and recorded runs. */
export async function readChapter(folder: NumberedFolder, source: Source): Promise<ChapterReading> {
  const entries = await source.list(folder.place);
  const others = entries.filter((entry) => !belongsToReplay(entry));
  reportStrays(others, ['index.mdx', 'quiz.yaml', '<slug>.replay.json', '<slug>.replay.ts'], source.report);
  const { replays, files } = await readReplays(folder, entries, source);
  const quiz = await readQuiz(`${folder.place}/quiz.yaml`, source);
  const place = `${folder.place}/index.mdx`;
  const text = await source.read(place);
  if (text === undefined) {
    source.report({
      code: 'chapter.no-page',
      place: folder.place,
      rule: 'A chapter is a page, and this folder has no index.mdx.',
      remedy: 'Write index.mdx with its front matter, or delete the folder.',
    });
    return { chapter: undefined, page: undefined };
  }
  const { matter, body } = splitFrontMatter(text);
  const page: PageFile = { place, body, kind: 'chapter', replays: files };
  const fields = readMatter(matter, place, source);
  if (!fields || !quiz) return { chapter: undefined, page };
  const { number, slug, name } = folder;
  return {
    chapter: { ...fields, slug, number, path: name, folder: source.absolute(folder.place), quiz, replays },
    page,
  };
}

function readMatter(matter: string | undefined, place: string, source: Source): ChapterMatter | undefined {
  if (matter === undefined) {
    source.report({
      code: 'chapter.no-front-matter',
      place: `${place}:1`,
      rule: 'A chapter begins with front matter between two lines of three hyphens; this page has none.',
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
      rule: 'A chapter ends with a quiz, and this one has no quiz.yaml.',
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
