import { numberedFolders, reportSharedNames, type NumberedFolder } from './folders.ts';
import type { Source } from './source.ts';
import { reportStrays } from './strays.ts';

/** An exercise's folder, and the folder of its chapter, by name. */
export interface ExerciseFolder extends NumberedFolder {
  /** "10-one-to-many". */
  readonly chapter: string;
}

/** The folders of the course, in the order of their numbers. */
export interface Trees {
  readonly chapters: readonly NumberedFolder[];
  readonly exercises: readonly ExerciseFolder[];
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
  const exercises = await readExerciseTree('exercises', source);
  reportSharedNames(exercises, source.report);
  const solutions = await readExerciseTree('solutions', source);
  compareTrees(exercises, solutions, source);
  const named = new Set(chapters.map(({ name }) => name));
  for (const { place, chapter } of exercises.filter((exercise) => !named.has(exercise.chapter))) {
    source.report({
      code: 'exercise.no-chapter',
      place,
      rule: `An exercise stands in the folder of a chapter, and there is no chapters/${chapter}.`,
      remedy: 'Write the chapter, or move the exercise to the chapter that it belongs to.',
    });
  }
  return { chapters: inOrder(chapters), exercises: inOrder(exercises) };
}

async function readTop(tree: string, source: Source): Promise<readonly NumberedFolder[]> {
  const entries = await source.list(tree);
  const files = entries.filter(({ isFolder }) => !isFolder);
  reportStrays(files, tree === 'chapters' ? ['facts.yaml'] : [], source.report);
  return numberedFolders(entries, source.report);
}

async function readExerciseTree(tree: string, source: Source): Promise<readonly ExerciseFolder[]> {
  const found: ExerciseFolder[] = [];
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
  exercises: readonly ExerciseFolder[],
  solutions: readonly ExerciseFolder[],
  source: Source,
): void {
  const paths = (folders: readonly ExerciseFolder[]) =>
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
