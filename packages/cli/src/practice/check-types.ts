import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';
import type { TypeProblem } from '../types/messages.ts';
import type { Practice } from './practice.ts';

/** What the compiler said, or why it could not; undefined when it was not asked. */
export type TypesChecked = PromiseSettledResult<readonly TypeProblem[]> | undefined;

/** Looks for type errors in the learner's files while the checks run. Never rejects. */
export async function checkTypes(
  { workFolder, files }: Pick<Exercise, 'workFolder' | 'files'>,
  { types }: Pick<Practice, 'types'>,
): Promise<TypesChecked> {
  if (types === undefined) return undefined;
  const [checked] = await Promise.allSettled([types.check(files.map((file) => join(workFolder, file)))]);
  return checked;
}
