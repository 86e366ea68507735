/** One file of what was handed in, or something in a file's place. Folders are not listed; their files are. */
export interface Entry {
  /** Relative, with forward slashes; no segment is "." or "..". */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'special';
  /** Bytes. */
  readonly size: number;
  /** Absolute path of a regular file with the content; absent if nobody asked for it. */
  readonly at?: string;
}

/** What unpacking tools, editors and package managers leave behind. */
const NOT_LEARNERS = new Set(['__MACOSX', 'node_modules']);

/** Whether a file or folder of this name can be a learner's work. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || NOT_LEARNERS.has(name);
}

export function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path with a slash behind it, or nothing. */
export function folderOfPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
