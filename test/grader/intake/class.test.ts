import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync, strToU8, type Zippable } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runningToy, type RunningToy } from '../toys.ts';
import { file, takenFrom } from './intake.ts';

let toy: RunningToy;
let count = 0;
beforeAll(async () => (toy = await runningToy()));
afterAll(() => toy[Symbol.asyncDispose]());

const folder = (files: Readonly<Record<string, string>>) => toy.folder(`class-${(count += 1)}`, files);
const zip = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ) as Zippable,
  );
const HERE = { 'access.ts': 'x' };

describe('a folder of folders', () => {
  it.each([
    'keep-notes',
    '16-keep-notes',
    '10-one-to-many/16-keep-notes',
    'work/keep-notes',
    'work/10-one-to-many/16-keep-notes',
    'homework/final/keep-notes',
  ])('accepts <learner>/%s', async (at) => {
    const from = await folder({ [`ada/${at}/access.ts`]: 'x', [`ada/${at}/package.json`]: '{}' });
    expect(await takenFrom(from, toy.course.exercises)).toMatchObject({ ada: { 'keep-notes': HERE } });
  });

  it('takes files directly in the learner folder when one exercise is asked for, and then only', async () => {
    const from = await folder({ 'ada/access.ts': 'x' });
    expect(await takenFrom(from, [toy.exercise])).toEqual({ ada: { 'keep-notes': HERE } });
    expect(await takenFrom(from, toy.course.exercises)).toEqual({
      ada: { 'keep-notes': ['access.ts'], 'more-notes': ['access.ts'] },
    });
  });

  it('says what is there in place of what is missing, and never takes another exercise for it', async () => {
    const from = await folder({
      'ada/keep-note/access.ts': 'x',
      'ben/Keep_Notes/access.ts': 'x',
      'cyd/more-notes/access.ts': 'x',
      'dan/notes.txt': '',
      'eve/keep-notes/Access.ts': 'x',
    });
    expect(await takenFrom(from, [toy.exercise])).toEqual({
      ada: { 'keep-notes': ['keep-note/'] },
      ben: { 'keep-notes': ['Keep_Notes/'] },
      cyd: { 'keep-notes': ['more-notes/access.ts'] },
      dan: { 'keep-notes': [] },
      eve: { 'keep-notes': ['keep-notes/Access.ts'] },
    });
  });

  it('sorts by code point and keeps every spelling of a name', async () => {
    const names = ['Zoe', 'ada', 'Ünal', 'U\u0308nal', '😀', '\uFF21', 'José', 'Jose\u0301'];
    const from = await folder(Object.fromEntries(names.map((name) => [`${name}/keep-notes/access.ts`, 'x'])));
    const sorted = ['Jose\u0301', 'José', 'U\u0308nal', 'Zoe', 'ada', 'Ünal', '\uFF21', '😀'];
    expect(Object.keys(await takenFrom(from, [toy.exercise]))).toEqual(sorted);
  });

  it('follows no link, and says so instead of losing the learner', async () => {
    const from = await folder({ 'ada/keep-notes/access.ts': 'x', 'dan/keep-notes/table.ts': 'y' });
    await symlink(join(from, 'ada'), join(from, 'ben'));
    await mkdir(join(from, 'cyd'));
    await symlink(join(from, 'ada/keep-notes'), join(from, 'cyd/keep-notes'));
    await symlink('/etc/passwd', join(from, 'dan/keep-notes/access.ts'));
    expect(await takenFrom(from, [toy.exercise])).toEqual({
      ada: { 'keep-notes': HERE },
      ben: {
        'keep-notes':
          'submission.link: The submission is a link, which could lead anywhere. Put the folder itself there.',
      },
      cyd: {
        'keep-notes':
          'submission.link: keep-notes is a link, which could lead anywhere. Put the folder itself there.',
      },
      dan: {
        'keep-notes':
          'submission.link: access.ts is not a regular file. Replace the link or folder by the file itself.',
      },
    });
  });

  it('refuses a file that is too large, by its name and limit', async () => {
    const from = await folder({ 'ada/keep-notes/access.ts': 'x'.repeat(300_000) });
    expect(await takenFrom(from, [toy.exercise])).toEqual({
      ada: {
        'keep-notes':
          "submission.size: access.ts has 293 KB, and a learner's file has at most 256 KB. Make it smaller.",
      },
    });
  });

  it.runIf(process.platform === 'linux')('lists a folder whose name is no Unicode', async () => {
    const from = await folder({ 'ada/keep-notes/access.ts': 'x' });
    await mkdir(Buffer.concat([Buffer.from(`${from}/b`), Buffer.from([0xff]), Buffer.from('n')]));
    expect((await takenFrom(from, [toy.exercise]))['b\uFFFDn']).toEqual({
      'keep-notes':
        "submission.name: The folder's name is not valid Unicode, so it cannot be opened. Rename it.",
    });
  });

  it('refuses what is not there, is no archive, or holds no submissions', async () => {
    const empty = await folder({ 'readme.txt': '' });
    const code = (at: string) => takenFrom(at, [toy.exercise]).catch((error: { code: string }) => error.code);
    expect(await code(join(empty, 'nowhere'))).toBe('grade.no-folder');
    expect(await code(join(empty, 'readme.txt'))).toBe('grade.no-folder');
    expect(await code(empty)).toBe('grade.no-submissions');
    expect(await code(await file('class.zip', strToU8('no zip')))).toBe('grade.bad-archive');
  });
});

describe('archives', () => {
  it('takes a folder of archives, each as flat or as deep as it came', async () => {
    const from = await folder({ 'fay/keep-notes/access.ts': 'x' });
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(from, 'ada.zip'), zip({ 'keep-notes/access.ts': 'a' }));
    await writeFile(join(from, 'ben.zip'), zip({ 'homework/keep-notes/access.ts': 'b', '__MACOSX/x': '' }));
    await writeFile(join(from, 'cyd.7z'), strToU8('7z'));
    await mkdir(join(from, 'dan'));
    await writeFile(join(from, 'dan/keep-notes.zip'), zip({ 'access.ts': 'd' }));
    await mkdir(join(from, 'eve'));
    await writeFile(join(from, 'eve/all.zip'), zip({ 'inner.zip': zip({ 'keep-notes/access.ts': 'e' }) }));
    await writeFile(join(from, 'fay/old.rar'), strToU8('rar'));
    await mkdir(join(from, 'gus'));
    for (const version of ['v1', 'v2'])
      await writeFile(join(from, 'gus', `${version}.zip`), zip({ 'keep-notes/access.ts': version }));
    const rows = await takenFrom(from, toy.course.exercises);
    expect(Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row['keep-notes']]))).toEqual({
      'ada.zip': { 'access.ts': 'a' },
      'ben.zip': { 'access.ts': 'b' },
      'cyd.7z':
        'archive.kind: cyd.7z is an archive of a kind that is not read. Hand it in as .zip or .tar.gz.',
      dan: { 'access.ts': 'd' },
      eve: "archive.nested: inner.zip is an archive inside an archive. Pack the exercise's files themselves.",
      // What is found needs no archive.
      fay: { 'access.ts': 'x' },
      // Nobody can say which is meant.
      gus: ['v1/keep-notes/', 'v2/keep-notes/'],
    });
  });

  it('takes a zip of a class, with its folder around it or without, of folders or of archives', async () => {
    const files = {
      'ada/keep-notes/access.ts': 'a',
      'ben.zip': zip({ 'keep-notes/access.ts': 'b' }),
      'cyd/work/keep-notes/access.ts': 'c',
    };
    const around = Object.fromEntries(
      Object.entries(files).map(([name, content]) => [`class/${name}`, content]),
    );
    for (const archive of [zip(files), zip(around)])
      expect(await takenFrom(await file('class.zip', archive), [toy.exercise])).toEqual({
        ada: { 'keep-notes': { 'access.ts': 'a' } },
        'ben.zip': { 'keep-notes': { 'access.ts': 'b' } },
        cyd: { 'keep-notes': { 'access.ts': 'c' } },
      });
  });

  it('takes a zip with one learner as a class of one', async () => {
    const archive = await file('class.zip', zip({ 'ada/keep-notes/access.ts': 'a' }));
    expect(await takenFrom(archive, toy.course.exercises)).toMatchObject({
      ada: { 'keep-notes': { 'access.ts': 'a' } },
    });
  });
});

describe('bulk downloads', () => {
  it("reads Canvas's, with late files and files that were handed in again", async () => {
    const archive = zip({
      'lovelaceada_12345_67890_access-1.ts': 'new',
      'lovelaceada_12345_67880_access.ts': 'old',
      'hoppergrace_LATE_222_67891_homework-2.zip': zip({ 'keep-notes/access.ts': 'g' }),
      'hoppergrace_333_67892_notes.txt': 'another Grace Hopper',
    });
    expect(await takenFrom(await file('submissions.zip', archive), [toy.exercise])).toEqual({
      lovelaceada_12345: { 'keep-notes': { 'access.ts': 'new' } },
      hoppergrace_222: { 'keep-notes': { 'access.ts': 'g' } },
      hoppergrace_333: { 'keep-notes': [] },
    });
  });

  it("reads Moodle's, with folders and without", async () => {
    const withFolders = zip({
      'Ada Lovelace_123456_assignsubmission_file_/access.ts': 'a',
      'Ada Lovelace_123457_assignsubmission_file/homework.zip': zip({ 'keep-notes/access.ts': 'another' }),
      'Ada Lovelace_123456_assignsubmission_onlinetext_/onlinetext.html': '<p>Hello</p>',
    });
    const flat = zip({
      'Ada Lovelace_123456_assignsubmission_file_access.ts': 'a',
      'Ada Lovelace_123457_assignsubmission_file_homework.zip': zip({ 'keep-notes/access.ts': 'another' }),
    });
    for (const archive of [withFolders, flat])
      expect(await takenFrom(await file('moodle.zip', archive), [toy.exercise])).toEqual({
        'Ada Lovelace_123456': { 'keep-notes': { 'access.ts': 'a' } },
        'Ada Lovelace_123457': { 'keep-notes': { 'access.ts': 'another' } },
      });
  });
});
