import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import type { Entry } from './entry.ts';
import { Meter } from './meter.ts';
import { Refusal } from './refusal.ts';
import type { Unpack } from './unpack.ts';

const FILES = new Set(['File', 'OldFile', 'ContiguousFile']);
const LINKS = new Set(['Link', 'SymbolicLink']);

/**
 * Reads a tar archive, gzipped or not, from its beginning to its end, and keeps the files that are wanted. The bytes are
 * counted as they are inflated, so a bomb ends at the limit.
 *
 * @throws {Refusal}
 */
export async function unpackTar(file: string, unpack: Unpack): Promise<Entry[]> {
  const { name, limits } = unpack;
  const meter = new Meter(name, limits, (await stat(file)).size);
  const entries: Entry[] = [];
  let failure: Error | undefined;
  let work = Promise.resolve();
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      // The next entry is not begun before this one is read to its end, so the chain never grows.
      work = work
        .then(async () => void entries.push(...(failure ? [] : await read(entry, unpack, meter))))
        .catch((error: unknown) => void (failure ??= error as Error))
        .finally(() => entry.resume());
    },
  });
  try {
    const source = createReadStream(file);
    const fed = feed(parser, () => failure);
    await ((await isGzip(file))
      ? pipeline(source, createGunzip(), meter.stream(), fed)
      : pipeline(source, meter.stream(), fed));
    await work;
    if (failure) throw failure;
  } catch (error) {
    throw error instanceof Refusal ? error : damaged(name, error as Error);
  }
  return entries;
}

async function read(entry: ReadEntry, { name, wants, store }: Unpack, meter: Meter): Promise<Entry[]> {
  meter.entry();
  const path = entry.path.replace(/^(\.\/)+/, '');
  if (entry.type === 'Directory' || entry.type === 'GNUDumpDir') return [];
  refuseClimbing(path, name);
  const kind = FILES.has(entry.type) ? 'file' : LINKS.has(entry.type) ? 'link' : 'special';
  const { size } = entry;
  if (kind !== 'file' || !wants(path, size)) return [{ path, kind, size }];
  meter.take(size);
  return [{ path, kind, size, at: await store.put(Readable.from(entry as AsyncIterable<Buffer>)) }];
}

/** Hands bytes to the parser as fast as it takes them. */
function feed(
  parser: Parser,
  failureOf: () => Error | undefined,
): (source: AsyncIterable<Buffer>) => Promise<void> {
  return async (source) => {
    const ended = new Promise<void>((resolve, reject) => {
      parser.on('end', resolve);
      parser.on('error', reject);
    });
    // Whoever awaits it below may already have left.
    ended.catch(() => undefined);
    for await (const chunk of source) {
      const failure = failureOf();
      if (failure) throw failure;
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve));
    }
    parser.end();
    await ended;
  };
}

function refuseClimbing(path: string, archive: string): void {
  const climbs = path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split(/[\\/]/).includes('..');
  if (climbs)
    throw new Refusal(
      'archive.path',
      `${archive} has a file whose path leads out of it (${path}). Pack it again.`,
    );
}

async function isGzip(file: string): Promise<boolean> {
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}

function damaged(name: string, { message }: Error): Refusal {
  return new Refusal(
    'archive.damaged',
    `${name} cannot be read as a tar archive (${message}). Pack it again.`,
  );
}
