import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { create, Header } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runningToy, type RunningToy } from '../toys.ts';
import { place, takenFrom } from './intake.ts';

let toy: RunningToy;
beforeAll(async () => (toy = await runningToy()));
afterAll(() => toy[Symbol.asyncDispose]());

/** What becomes of one archive beside a good submission, which must come through whatever it is. */
async function handIn(name: string, content: Uint8Array): Promise<unknown> {
  const from = await place();
  await mkdir(join(from, 'good/keep-notes'), { recursive: true });
  await writeFile(join(from, 'good/keep-notes/access.ts'), 'x');
  await writeFile(join(from, name), content);
  const rows = await takenFrom(from, [toy.exercise]);
  expect(rows['good']).toEqual({ 'keep-notes': { 'access.ts': 'x' } });
  return rows[name]?.['keep-notes'];
}

/** One entry of a tar archive as it never comes out of a tool. */
function tarEntry(fields: { path: string; type?: string; linkpath?: string }, content = ''): Buffer {
  const header = new Header({ mode: 0o644, size: content.length, type: 'File', ...fields } as object);
  const block = Buffer.alloc(512);
  header.encode(block, 0);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([block, body]);
}

const tar = (...entries: readonly Buffer[]) => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
const link = (attrs: number): Zippable => ({
  'keep-notes/access.ts': [strToU8('/etc/passwd'), { os: 3, attrs: attrs << 16 }],
});

describe('hostile archives', () => {
  it('takes no link and no device out of a zip', async () => {
    const refused = 'access.ts is not a regular file. Replace the link or folder by the file itself.';
    expect(await handIn('a.zip', zipSync(link(0o120777)))).toBe(`submission.link: ${refused}`);
    expect(await handIn('a.zip', zipSync(link(0o020666)))).toBe(`submission.special: ${refused}`);
  });

  it('takes no link and no device out of a tar, and writes through none', async () => {
    const target = await place();
    const entries = [
      tarEntry({ path: 'keep-notes', type: 'SymbolicLink', linkpath: target }),
      tarEntry({ path: 'keep-notes/access.ts' }, 'x'),
    ];
    expect(await handIn('a.tar.gz', tar(...entries))).toBe(
      'submission.link: keep-notes is a link, which could lead anywhere. Put the folder itself there.',
    );
    expect(await readdir(target)).toEqual([]);
    const path = 'keep-notes/access.ts';
    const says = /^submission\.(link|special): access\.ts is not a regular file/;
    const hard = tarEntry({ path, type: 'Link', linkpath: '/etc/passwd' });
    expect(await handIn('a.tar.gz', tar(hard))).toMatch(says);
    for (const type of ['CharacterDevice', 'FIFO'])
      expect(await handIn('a.tar.gz', tar(tarEntry({ path, type })))).toMatch(says);
  });

  it.each(['../../keysmith-climbed.ts', '/tmp/keysmith-climbed.ts', 'a/../../keysmith-climbed.ts'])(
    'refuses an archive with the path %s',
    async (path) => {
      const says = /^archive\.path: a\.\S+ has a file whose path leads out of it \(.*\)\. Pack it again\.$/;
      expect(await handIn('a.zip', zipSync({ [path]: strToU8('x'), 'access.ts': strToU8('x') }))).toMatch(
        says,
      );
      expect(await handIn('a.tar.gz', tar(tarEntry({ path }, 'x')))).toMatch(says);
      expect(await readdir(tmpdir())).not.toContain('keysmith-climbed.ts');
    },
  );

  it('inflates no bomb: neither a zip that says how large it is, nor a tar that does not', async () => {
    const zeros = new Uint8Array(100 * 1024 * 1024);
    expect(await handIn('a.zip', zipSync({ 'keep-notes/access.ts': zeros }))).toBe(
      "submission.size: access.ts has 102400 KB, and a learner's file has at most 256 KB. Make it smaller.",
    );
    const bomb = Buffer.concat([tarEntry({ path: 'zeros.bin' }), Buffer.alloc(0)]);
    new Header({ path: 'zeros.bin', mode: 0o644, size: zeros.length, type: 'File' } as object).encode(
      bomb,
      0,
    );
    expect(await handIn('a.tar.gz', tar(bomb, Buffer.from(zeros.buffer)))).toBe(
      "archive.ratio: a.tar.gz unpacks to more than 200 times its size, as bombs do. Pack the exercise's files alone.",
    );
  });

  it('refuses a zip that lies about its sizes', async () => {
    const content = strToU8('x'.repeat(200_000));
    const archive = Buffer.from(zipSync({ 'keep-notes/access.ts': content }, { level: 9 }));
    const central = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    archive.writeUInt32LE(10, central + 24);
    expect(await handIn('a.zip', archive)).toMatch(
      /^archive\.damaged: a\.zip cannot be read as a zip archive/,
    );
  });

  it('refuses too many files by their number', { timeout: 300_000 }, async () => {
    const files = Object.fromEntries(
      Array.from({ length: 50_001 }, (_, at) => [`f${at}`, [new Uint8Array(), { level: 0 }]]),
    ) as Zippable;
    expect(await handIn('a.zip', zipSync(files))).toBe(
      "archive.count: a.zip lists more than 50000 files. Pack the exercise's files alone.",
    );
  });

  it('refuses what is encrypted, torn or no archive', async () => {
    const good = zipSync({ 'keep-notes/access.ts': strToU8('x') });
    const encrypted = Buffer.from(good);
    const central = encrypted.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    encrypted.writeUInt16LE(1, central + 8);
    expect(await handIn('a.zip', encrypted)).toBe(
      'archive.encrypted: a.zip is encrypted. Hand it in without a password.',
    );
    expect(await handIn('a.zip', good.subarray(0, 40))).toMatch(/^archive\.damaged: a\.zip/);
    expect(await handIn('a.tar.gz', gzipSync('no tar').subarray(0, 15))).toMatch(
      /^archive\.damaged: a\.tar\.gz/,
    );
    expect(await handIn('a.tgz', strToU8('no gzip'))).toMatch(/^archive\.damaged: a\.tgz/);
  });

  it('takes configuration, hidden files and node_modules of nobody', async () => {
    const archive = zipSync(
      Object.fromEntries(
        [
          '.npmrc',
          'package.json',
          'node_modules/keep-notes/access.ts',
          'keep-notes/.env',
          'keep-notes/vitest.config.ts',
        ].map((name) => [name, strToU8('x')]),
      ),
    );
    expect(await handIn('a.zip', archive)).toEqual([]);
  });

  it('takes a good tar, gzipped or not', async () => {
    const folder = await place();
    const name = join('keep-notes', 'access.ts');
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), 'good');
    await symlink('/etc/passwd', join(folder, 'passwd'));
    for (const gzip of [true, false]) {
      const made = create({ cwd: folder, gzip, sync: true }, ['.']).read();
      expect(await handIn(gzip ? 'a.tar.gz' : 'a.tar', made as Buffer)).toEqual({ 'access.ts': 'good' });
    }
  });
});
