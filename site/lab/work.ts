import type { LabFile } from './lab-data.ts';

/** The part of `localStorage` that is needed; tests give another. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The learner's text of one exercise, kept in this browser. */
export interface Work {
  /** The files, in the order of the starter. */
  readonly files: readonly LabFile[];
  /** Whether anything differs from the starter. */
  readonly isChanged: boolean;
  /** Why the text is not kept, if it is not: a sentence for the learner. */
  readonly problem: string | undefined;
  text(name: string): string;
  write(name: string, text: string): void;
  /** Takes over files that were imported; those that are not the exercise's are left out and named. */
  take(files: readonly LabFile[]): { readonly taken: readonly string[]; readonly refused: readonly string[] };
  /** Back to the starter. */
  reset(): void;
  /** Reads again what is stored, after another tab has written it. */
  reload(): void;
}

/** Where the text of an exercise is kept. */
export function workKey(slug: string): string {
  return `keysmith.work.${slug}`;
}

/**
 * Opens the learner's text. Every change is stored at once, so that closing the page loses nothing. Only files that differ
 * from the starter are stored: a mended starter reaches everybody who has not touched it.
 */
export function openWork(slug: string, starter: readonly LabFile[], storage: Storage | undefined): Work {
  const key = workKey(slug);
  const original = new Map(starter.map(({ name, text }) => [name, text]));
  let texts = new Map(original);
  let problem: string | undefined;

  const load = (): void => {
    texts = new Map(original);
    if (storage === undefined) {
      problem = 'This browser keeps nothing for this site. Export your work before you leave the page.';
      return;
    }
    const stored = readStored(storage, key);
    for (const [name, text] of stored) if (original.has(name)) texts.set(name, text);
  };
  const store = (): void => {
    const changed = [...texts].filter(([name, text]) => text !== original.get(name));
    try {
      if (changed.length === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify({ version: 1, files: Object.fromEntries(changed) }));
      if (storage !== undefined) problem = undefined;
    } catch {
      problem = 'Your text could not be kept in this browser. Export your work before you leave the page.';
    }
  };
  load();

  return {
    get files() {
      return [...texts].map(([name, text]) => ({ name, text }));
    },
    get isChanged() {
      return [...texts].some(([name, text]) => text !== original.get(name));
    },
    get problem() {
      return problem;
    },
    text: (name) => texts.get(name) ?? '',
    write(name, text) {
      if (!original.has(name) || texts.get(name) === text) return;
      texts.set(name, text);
      store();
    },
    take(files) {
      const known = files.filter(({ name }) => original.has(name));
      for (const { name, text } of known) texts.set(name, text);
      store();
      return {
        taken: known.map(({ name }) => name),
        refused: files.filter(({ name }) => !original.has(name)).map(({ name }) => name),
      };
    },
    reset() {
      texts = new Map(original);
      store();
    },
    reload: load,
  };
}

/** What another version of the site, or another program, has left there may be anything. */
function readStored(storage: Storage, key: string): readonly (readonly [string, string])[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '{}');
    const files = isRecord(stored) ? stored['files'] : undefined;
    if (!isRecord(files)) return [];
    return Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
