import type { ChapterMatter, QuizQuestion } from './schemas/chapter.ts';
import type { AlternativeManifest, Manifest, WrongAnswerManifest } from './schemas/exercise.ts';
import type { Facts } from './schemas/facts.ts';
import type { Replay } from './schemas/replay.ts';

/** A wrong answer: the reference solution with some files replaced. */
export interface WrongAnswer extends WrongAnswerManifest {
  readonly slug: string;
  /** Absolute folder. Learner files that it lacks are taken from the solution. */
  readonly folder: string;
}

export interface Alternative extends AlternativeManifest {
  readonly slug: string;
  readonly folder: string;
}

/** One layer of the hints to one task, as Markdown source. */
export interface Hint {
  readonly task: string;
  readonly layer: number;
  readonly markdown: string;
}

export interface Exercise extends Manifest {
  /** Permanent id. */
  readonly slug: string;
  /** The folder's number: its place in the order of the course. */
  readonly number: number;
  /** "10-one-to-many/16-composite-key", the same in exercises/, solutions/ and work/. */
  readonly path: string;
  readonly chapter: string;
  /** Absolute folders. */
  readonly folder: string;
  readonly solutionFolder: string;
  readonly workFolder: string;
  readonly maxPoints: number;
  readonly hints: readonly Hint[];
  readonly wrongAnswers: readonly WrongAnswer[];
  readonly alternatives: readonly Alternative[];
}

/** A recorded run that a page shows, and the program beside it that was recorded. */
export interface ChapterReplay {
  /** "ghost.replay.json", as `<Replay file="…" />` names it. */
  readonly file: string;
  /** Absolute path of "ghost.replay.ts". */
  readonly program: string;
  readonly replay: Replay;
}

/** Something to read: a text with its quiz and its recorded runs. */
export interface ChapterPage extends ChapterMatter {
  /** "one-to-many" of a chapter, "one-to-many/composite-key" of a page below it: for links, progress and quizzes. */
  readonly id: string;
  /** Permanent: a chapter's is unique in the course, a page's in its chapter. */
  readonly slug: string;
  readonly number: number;
  /** "10-one-to-many" of a chapter, "10-one-to-many/16-composite-key" of a page: an exercise about it has the same path. */
  readonly path: string;
  readonly folder: string;
  readonly quiz: readonly QuizQuestion[];
  /** In the order of their names. */
  readonly replays: readonly ChapterReplay[];
}

/** A chapter: its opening page, then the pages and exercises below it. */
export interface Chapter extends ChapterPage {
  /** One for each strategy, in the order of their numbers; a chapter may do without. */
  readonly pages: readonly ChapterPage[];
  /** In the order of their numbers. */
  readonly exercises: readonly Exercise[];
}

/** The whole library, read and found to be sound. */
export interface Course {
  /** Absolute folder of the repository. */
  readonly root: string;
  /** The version that reports carry: the root package's version. */
  readonly version: string;
  readonly chapters: readonly Chapter[];
  /** All exercises in the order of their numbers. */
  readonly exercises: readonly Exercise[];
  readonly facts: Facts;
}
