import { nearest, type Exercise } from '@keysmith/course';
import { folderOfPath, isPassedOver, nameOf, type Entry } from './entry.ts';
import { linkRefusal } from './folder.ts';

/** What one learner handed in for one exercise, as paths. */
export type Place =
  | { readonly kind: 'files'; readonly prefix: string }
  | { readonly kind: 'missing'; readonly found: string[] };

const FOUND_MAX = 5;
const WRAPPERS_MAX = 3;

/** What a submission lists, without what machines leave and without folders that everything is in. */
export class Listing {
  readonly byPath: ReadonlyMap<string, Entry>;
  readonly #folders: ReadonlySet<string>;
  readonly #exercises: readonly Exercise[];

  constructor(entries: readonly Entry[], exercises: readonly Exercise[]) {
    const own = entries.filter(({ path }) => !path.split('/').some(isPassedOver));
    this.#exercises = exercises;
    this.byPath = new Map(own.map((entry) => [entry.path, entry]));
    this.#folders = new Set(own.flatMap(({ path }) => foldersAbove(path)));
  }

  /** @throws {Refusal} 'submission.link' if a folder on the way is a link. */
  placeOf(exercise: Exercise): Place {
    for (const wrapper of this.#wrappers()) {
      // Files without a folder of the exercise's name are its own only at the top, or another exercise's would be taken.
      for (const place of placesOf(exercise, wrapper === '' && this.#exercises.length === 1)) {
        const prefix = wrapper + place;
        const link = this.#linkOn(prefix);
        if (link !== undefined) throw linkRefusal(link);
        if (exercise.files.some((file) => this.byPath.has(prefix + file))) return { kind: 'files', prefix };
      }
    }
    return { kind: 'missing', found: this.#meantFor(exercise) };
  }

  /** Whether an exercise lies at one of its places, without a folder around. */
  holds(exercise: Exercise): boolean {
    return placesOf(exercise, this.#exercises.length === 1).some((place) =>
      exercise.files.some((file) => this.byPath.has(place + file)),
    );
  }

  /** "", and the folders that everything else is in: "homework/", "homework/final/". */
  #wrappers(): string[] {
    const wrappers = [''];
    for (let depth = 0; depth < WRAPPERS_MAX; depth += 1) {
      const base = wrappers.at(-1) ?? '';
      const names = new Set([...this.byPath.keys()].map((path) => path.slice(base.length).split('/')[0] ?? ''));
      const [only] = names;
      if (names.size !== 1 || !this.#folders.has(`${base}${only}/`)) break;
      wrappers.push(`${base}${only}/`);
    }
    return wrappers;
  }

  #linkOn(prefix: string): string | undefined {
    return foldersAbove(prefix)
      .map((folder) => folder.slice(0, -1))
      .find((path) => this.byPath.get(path)?.kind === 'link');
  }

  /** Folders whose names are nearly the exercise's, else those that hold its files and are no other exercise's. */
  #meantFor(exercise: Exercise): string[] {
    const all = [...this.#folders].sort();
    const slugs = this.#exercises.map(({ slug }) => slug);
    const named = all.filter((folder) => {
      const name = plainName(folder);
      return !slugs.includes(name) && nearest(name, slugs, 1)[0] === exercise.slug;
    });
    const others = this.#exercises.flatMap((other) => placesOf(other, false));
    const holding = [...this.byPath.keys()]
      .filter((path) => exercise.files.some((file) => file.toLowerCase() === nameOf(path).toLowerCase()))
      .filter((path) => !others.some((place) => place.endsWith(folderOfPath(path)) && folderOfPath(path) !== ''));
    const found = named.length > 0 ? named : holding.sort();
    return found.slice(0, FOUND_MAX);
  }
}

/** Folders in which an exercise is looked for, with a slash behind each. */
function placesOf({ slug, path }: Exercise, isOnly: boolean): string[] {
  const numbered = nameOf(path);
  const places = [`${slug}/`, `${numbered}/`, `${path}/`];
  return [...places, ...places.map((place) => `work/${place}`), ...(isOnly ? [''] : [])];
}

/** "a/b/c.ts" → "a/", "a/b/". */
function foldersAbove(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_name, at) => `${names.slice(0, at + 1).join('/')}/`);
}

/** "work/16-Composit_Key/" → "composit-key". */
function plainName(folder: string): string {
  return nameOf(folder.slice(0, -1))
    .toLowerCase()
    .replace(/[ _]+/g, '-')
    .replace(/^\d\d-/, '');
}
