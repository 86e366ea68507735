import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';
import { claimsOf } from '@keysmith/grader';
import type { LabExercise, LearnerFile } from '@keysmith/page';

/** A set of files that an exercise makes a claim about: "starter", "solution", "wrong/plain-put". */
export interface Answer {
  readonly name: string;
  readonly learnerFolder: string;
  readonly fallbackFolder: string;
  /** The checks that a wrong answer lists. */
  readonly fails?: readonly string[];
}

export function answersOf(exercise: Exercise): Answer[] {
  return claimsOf(exercise).map(({ name, learnerFolder, fallbackFolder = learnerFolder, fails }) => ({
    name,
    learnerFolder,
    fallbackFolder,
    ...(fails && { fails }),
  }));
}

/** The learner's files of an answer, as an editor in a page would hold them. */
export function filesOf(
  { files }: Exercise,
  { learnerFolder, fallbackFolder }: Answer,
): Promise<LearnerFile[]> {
  return Promise.all(
    files.map(async (name) => {
      const text = await readFile(join(learnerFolder, name), 'utf8').catch(() =>
        readFile(join(fallbackFolder, name), 'utf8'),
      );
      return { name, text };
    }),
  );
}

export async function labExercise({ folder, checks: specs }: Exercise): Promise<LabExercise> {
  return { specs, checks: await readFile(join(folder, 'checks.test.ts'), 'utf8') };
}
