import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '@keysmith/course';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findSubmissions, type Submission } from '../../../packages/grader/src/batch/find-submissions.ts';
import { runningToy, type RunningToy } from '../toys.ts';

let toy: RunningToy;

beforeEach(async () => {
  toy = await runningToy();
  onTestFinished(() => toy[Symbol.asyncDispose]());
});

const kinds = (submissions: readonly Submission[]) =>
  submissions.map(({ learner, exercises }) => [learner, ...exercises.map(({ found }) => found.kind)]);

const FILE = { 'access.ts': '' };

/** The same files below another folder. */
const below = (folder: string, files: Readonly<Record<string, string>> = FILE) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

describe('finding submissions', () => {
  it.each([
    'keep-notes',
    '16-keep-notes',
    '10-one-to-many/16-keep-notes',
    'work/keep-notes',
    'work/16-keep-notes',
    'work/10-one-to-many/16-keep-notes',
  ])('accepts <learner>/%s', async (place) => {
    const folder = await toy.folder('class', below(`ada/${place}`));
    const [submission] = await findSubmissions(folder, toy.course.exercises);
    expect(submission?.exercises.map(({ found }) => found)).toEqual([
      { kind: 'files', folder: join(folder, 'ada', place) },
      { kind: 'missing' },
    ]);
  });

  it('accepts files directly in the learner folder when one exercise is asked for, and then only', async () => {
    const folder = await toy.folder('class', below('ada'));
    expect(kinds(await findSubmissions(folder, [toy.exercise]))).toEqual([['ada', 'files']]);
    expect(kinds(await findSubmissions(folder, toy.course.exercises))).toEqual([
      ['ada', 'missing', 'missing'],
    ]);
  });

  it('lists an empty folder, and one without the exercise, as missing', async () => {
    const folder = await toy.folder('class', {
      ...below('ada/other'),
      ...below('ben/keep-notes', { 'notes.txt': '' }),
    });
    await mkdir(join(folder, 'cyd'));
    expect(kinds(await findSubmissions(folder, [toy.exercise]))).toEqual([
      ['ada', 'missing'],
      ['ben', 'missing'],
      ['cyd', 'missing'],
    ]);
  });

  it('sorts by code point and keeps every spelling of a name', async () => {
    const names = ['Zoe', 'ada', 'Ünal', 'U\u0308nal', 'Ωmega', '😀', '\uFF21', 'José', 'Jose\u0301'];
    const folder = await toy.folder(
      'class',
      Object.assign({}, ...names.map((name) => below(`${name}/keep-notes`))),
    );
    const found = await findSubmissions(folder, [toy.exercise]);
    expect(kinds(found)).toEqual(
      ['Jose\u0301', 'José', 'U\u0308nal', 'Zoe', 'ada', 'Ünal', 'Ωmega', '\uFF21', '😀'].map((name) => [
        name,
        'files',
      ]),
    );
  });

  it('follows no link, and says so instead of losing the learner', async () => {
    const folder = await toy.folder('class', below('ada/keep-notes'));
    await symlink(join(folder, 'ada'), join(folder, 'ben'));
    await mkdir(join(folder, 'cyd'));
    await symlink(join(folder, 'ada/keep-notes'), join(folder, 'cyd/keep-notes'));
    const found = await findSubmissions(folder, [toy.exercise]);
    expect(kinds(found)).toEqual([
      ['ada', 'files'],
      ['ben', 'refused'],
      ['cyd', 'refused'],
    ]);
    expect(found[2]?.exercises[0]?.found).toEqual({
      kind: 'refused',
      reason: 'keep-notes is a link, which could lead anywhere. Put the folder itself there.',
    });
  });

  it('lists an archive that nobody unpacked, and passes over what machines leave', async () => {
    const folder = await toy.folder('class', {
      ...below('__MACOSX'),
      ...below('.git'),
      'grades.csv': '',
      'ada.zip': '',
    });
    const found = await findSubmissions(folder, [toy.exercise]);
    expect(found.map(({ learner, exercises }) => [learner, exercises[0]?.found])).toEqual([
      ['ada.zip', { kind: 'refused', reason: 'The submission is an archive. Unpack it into a folder.' }],
    ]);
  });

  it.runIf(process.platform === 'linux')('lists a folder whose name is no Unicode', async () => {
    const folder = await toy.folder('class', below('ada/keep-notes'));
    await mkdir(Buffer.concat([Buffer.from(`${folder}/b`), Buffer.from([0xff]), Buffer.from('n')]));
    const found = await findSubmissions(folder, [toy.exercise]);
    expect(kinds(found)).toEqual([
      ['ada', 'files'],
      ['b\uFFFDn', 'refused'],
    ]);
  });

  it('refuses a folder that is not there, is a file, or holds no submissions', async () => {
    const empty = await toy.folder('class', { 'readme.txt': '' });
    const none: readonly Exercise[] = [];
    await expect(findSubmissions(join(empty, 'nowhere'), none)).rejects.toMatchObject({
      code: 'grade.no-folder',
    });
    await expect(findSubmissions(join(empty, 'readme.txt'), none)).rejects.toMatchObject({
      code: 'grade.no-folder',
    });
    await expect(findSubmissions(empty, none)).rejects.toMatchObject({ code: 'grade.no-submissions' });
  });
});
