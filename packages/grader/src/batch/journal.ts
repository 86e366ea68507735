import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GradeError } from './grade-error.ts';
import { headerSchema, recordSchema, type JournalHeader, type JournalRecord } from './journal-schema.ts';
import { readSpan, wholeLines, type Line, type Span } from './lines.ts';

export const JOURNAL_FILE = 'journal.jsonl';

/**
 * What a batch has graded, a line each, on the disk before the batch goes on. Whenever the judge or the machine is
 * killed, at most the last line is torn; it is dropped, and what it would have said is graded again.
 *
 * In memory is only where each record stands.
 */
export class Journal implements AsyncDisposable {
  readonly header: JournalHeader;
  readonly path: string;
  readonly #file: FileHandle;
  readonly #spans: Map<string, Span>;
  #end: number;
  #work: Promise<unknown> = Promise.resolve();

  private constructor(path: string, file: FileHandle, read: Read) {
    this.path = path;
    this.#file = file;
    this.header = read.header;
    this.#spans = read.spans;
    this.#end = read.end;
  }

  /**
   * Opens the journal in a folder, or begins one.
   *
   * @throws {GradeError} 'grade.damaged-journal'
   */
  static async open(folder: string, header: JournalHeader): Promise<Journal> {
    const found = await Journal.read(folder, 'r+');
    return found ?? Journal.begin(folder, header);
  }

  /** Begins a journal; one that is there is replaced. */
  static async begin(folder: string, header: JournalHeader): Promise<Journal> {
    const path = join(folder, JOURNAL_FILE);
    const text = `${JSON.stringify(header)}\n`;
    const fresh = `${path}.new`;
    await using file = await open(fresh, 'w');
    await file.writeFile(text);
    await file.sync();
    await rename(fresh, path);
    await syncFolder(dirname(path));
    return new Journal(path, await open(path, 'r+'), {
      header,
      spans: new Map(),
      end: Buffer.byteLength(text),
    });
  }

  /**
   * The journal in a folder, without its torn last line; undefined if there is none, or if not even its header was written.
   *
   * @throws {GradeError} 'grade.damaged-journal'
   */
  static async read(folder: string, flags: 'r' | 'r+' = 'r'): Promise<Journal | undefined> {
    const path = join(folder, JOURNAL_FILE);
    const file = await open(path, flags).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (file === undefined) return undefined;
    try {
      const read = await readLines(file, path);
      if (read !== undefined) {
        if (flags === 'r+') await file.truncate(read.end);
        return new Journal(path, file, read);
      }
    } catch (error) {
      await file.close();
      throw error;
    }
    await file.close();
    return undefined;
  }

  get count(): number {
    return this.#spans.size;
  }

  has(learner: string, exercise: string): boolean {
    return this.#spans.has(keyOf(learner, exercise));
  }

  /** Resolves when the record is on the disk. */
  append(record: JournalRecord): Promise<void> {
    const key = keyOf(record.learner, record.grade.exercise);
    const text = JSON.stringify(record);
    const work = this.#work.then(async () => {
      const bytes = Buffer.from(`${text}\n`);
      await writeAll(this.#file, bytes, this.#end);
      await this.#file.datasync();
      this.#spans.set(key, { at: this.#end, length: bytes.length - 1 });
      this.#end += bytes.length;
    });
    // A failed write is the caller's to hear of; those behind it must not hang on it.
    this.#work = work.catch(() => undefined);
    return work;
  }

  /** A record that `has` knows. */
  async record(learner: string, exercise: string): Promise<JournalRecord> {
    const span = this.#spans.get(keyOf(learner, exercise));
    if (span === undefined) throw new RangeError(`The journal has no record of ${learner}, ${exercise}.`);
    return recordSchema.parse(JSON.parse(await readSpan(this.#file, span)));
  }

  /** Learner of each record, in the order in which they first appear. */
  learners(): string[] {
    return [...new Set([...this.#spans.keys()].map((key) => (JSON.parse(key) as [string, string])[0]))];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#work;
    await this.#file.close();
  }
}

interface Read {
  readonly header: JournalHeader;
  readonly spans: Map<string, Span>;
  /** Byte behind the last whole line. */
  readonly end: number;
}

async function readLines(file: FileHandle, path: string): Promise<Read | undefined> {
  let header: JournalHeader | undefined;
  let end = 0;
  let torn: Line | undefined;
  const spans = new Map<string, Span>();
  for await (const line of wholeLines(file)) {
    if (torn) throw damaged(path, torn);
    const parsed = parse(line.text);
    if (header === undefined) {
      header = headerSchema.safeParse(parsed).data;
      if (header === undefined) throw damaged(path, line);
    } else {
      const key = recordKey(parsed);
      if (key === undefined) torn = line;
      else spans.set(key, { at: line.at, length: line.length });
    }
    if (!torn) end = line.at + line.length + 1;
  }
  return header && { header, spans, end };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordKey(value: unknown): string | undefined {
  const record = recordSchema.safeParse(value).data;
  return record && keyOf(record.learner, record.grade.exercise);
}

function keyOf(learner: string, exercise: string): string {
  return JSON.stringify([learner, exercise]);
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  let written = 0;
  while (written < bytes.length)
    written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
}

/** A new name is safe only when its folder is written. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder.
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}

function damaged(path: string, { at }: Span): GradeError {
  return new GradeError(
    'grade.damaged-journal',
    `${path} cannot be read at byte ${at}: somebody or something changed it. Grade into another folder with --out, or start anew with --fresh.`,
  );
}
