import { stat } from 'node:fs/promises';
import { openPromise, type Entry as ZipEntry, type ZipFile } from 'yauzl';
import type { Entry } from './entry.ts';
import { Meter } from './meter.ts';
import { Refusal } from './refusal.ts';
import type { Unpack } from './unpack.ts';

const UNIX = 3;
const TYPE_BITS = 0o170000;
const REGULAR = 0o100000;
const LINK = 0o120000;

/**
 * Lists a zip archive by its central directory, and unpacks the files that are wanted. Nothing else is inflated, and each
 * file stops at the size that the archive states.
 *
 * @throws {Refusal}
 */
export async function unpackZip(file: string, { name, limits, wants, store }: Unpack): Promise<Entry[]> {
  const meter = new Meter(name, limits, (await stat(file)).size);
  const entries: Entry[] = [];
  try {
    using zip = disposable(await openPromise(file, { lazyEntries: true, autoClose: false }));
    for await (const entry of zip.file.eachEntry()) {
      meter.entry();
      if (entry.fileName.endsWith('/')) continue;
      const path = entry.fileName.replace(/^(\.\/)+/, '');
      const kind = kindOf(entry);
      const size = entry.uncompressedSize;
      if (kind !== 'file' || !wants(path, size)) {
        entries.push({ path, kind, size });
        continue;
      }
      if (entry.isEncrypted())
        throw new Refusal('archive.encrypted', `${name} is encrypted. Hand it in without a password.`);
      meter.take(size);
      meter.inflated(size);
      entries.push({ path, kind, size, at: await store.put(await zip.file.openReadStreamPromise(entry)) });
    }
  } catch (error) {
    throw error instanceof Refusal ? error : damaged(name, error as Error);
  }
  return entries;
}

function disposable(file: ZipFile): Disposable & { readonly file: ZipFile } {
  return { file, [Symbol.dispose]: () => file.close() };
}

function kindOf({ versionMadeBy, externalFileAttributes }: ZipEntry): Entry['kind'] {
  const type = (externalFileAttributes >>> 16) & TYPE_BITS;
  // Only Unix writes a file's type, and many tools leave it out.
  if (versionMadeBy >>> 8 !== UNIX || type === 0 || type === REGULAR) return 'file';
  return type === LINK ? 'link' : 'special';
}

function damaged(name: string, { message }: Error): Refusal {
  if (/absolute path|invalid relative path|invalid characters/.test(message))
    return new Refusal(
      'archive.path',
      `${name} has a file whose path leads out of it (${message}). Pack it again.`,
    );
  return new Refusal(
    'archive.damaged',
    `${name} cannot be read as a zip archive (${message}). Pack it again.`,
  );
}
