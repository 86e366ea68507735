import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { learnerFolder } from '../../../packages/grader/src/hosts/learner-folder.ts';

it('takes the folder that is named, else the learner copy, else the starter', async () => {
  const root = await mkdtemp(join(tmpdir(), 'keysmith-learner-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const exercise = { folder: join(root, 'exercises/a'), workFolder: join(root, 'work/a') };
  expect(learnerFolder(exercise, undefined)).toBe(exercise.folder);
  await mkdir(exercise.workFolder, { recursive: true });
  expect(learnerFolder(exercise, undefined)).toBe(exercise.workFolder);
  expect(learnerFolder(exercise, '')).toBe(exercise.workFolder);
  expect(learnerFolder(exercise, 'solutions/a')).toBe(resolve('solutions/a'));
});
