import { nearest, type Exercise } from '@keysmith/course';
import { byCodePoint, folderOfPath, isPassedOver, nameOf, type Entry } from './entry.ts';
import { linkRefusal } from './folder.ts';

/** What one learner handed in for one exercise, as paths. */
export type Place =
  | { readonly kind: 'files'; readonly prefix: string }
  | { readonly kind: 'missing'; readonly found: string[] };

const FOUND_MAX = 5;
/** Folders around an exercise's own: "homework/final/composite-key/". */
const AROUND_MAX = 3;

/** What a submission lists, without what machines leave. */
export class Listing {
  readonly byPath: ReadonlyMap<string, Entry>;
  readonly #exercises: readonly Exercise[];
  readonly #folders: readonly string[];
  /** Folders in which an exercise's may lie, by their depth; the submission itself first. */
  readonly #around: readonly (readonly string[])[];

  constructor(entries: readonly Entry[], exercises: readonly Exercise[]) {
    const own = entries.filter(({ path }) => !path.split('/').some(isPassedOver));
    this.#exercises = exercises;
    this.byPath = new Map(own.map((entry) => [entry.path, entry]));
    this.#folders = [...new Set(own.flatMap(({ path }) => foldersAbove(path)))].sort(byCodePoint);
    const depths = Array.from({ length: AROUND_MAX }, (_, at) => at + 1);
    this.#around = [[''], ...depths.map((depth) => this.#folders.filter((path) => depthOf(path) === depth))];
  }

  /**
   * The one place of an exercise that lies least deep. Two at one depth are none: nobody can say which is meant.
   *
   * @throws {Refusal} 'submission.link' if a folder on the way is a link.
   */
  placeOf(exercise: Exercise): Place {
    for (const around of this.#around) {
      const prefixes = around
        .map((folder) => this.#inside(folder, exercise))
        .filter((prefix) => prefix !== undefined);
      const [prefix] = prefixes;
      if (prefix === undefined) continue;
      return prefixes.length === 1
        ? { kind: 'files', prefix }
        : { kind: 'missing', found: prefixes.slice(0, FOUND_MAX) };
    }
    return { kind: 'missing', found: this.#meantFor(exercise) };
  }

  /** Whether an exercise lies at one of its places, without a folder around. */
  holds(exercise: Exercise): boolean {
    return this.#inside('', exercise) !== undefined;
  }

  /** The first of an exercise's places in a folder that has one of its files. */
  #inside(folder: string, exercise: Exercise): string | undefined {
    // Files that lie in no folder of the exercise's name are its own only at the top; else another's would be taken.
    const isAlone = folder === '' && this.#exercises.length === 1;
    return placesOf(exercise, isAlone)
      .map((place) => folder + place)
      .find((prefix) => {
        const link = this.#linkOn(prefix);
        if (link !== undefined) throw linkRefusal(link);
        return exercise.files.some((file) => this.byPath.has(prefix + file));
      });
  }

  #linkOn(prefix: string): string | undefined {
    return foldersAbove(prefix)
      .map((folder) => folder.slice(0, -1))
      .find((path) => this.byPath.get(path)?.kind === 'link');
  }

  /** Folders whose names are nearly the exercise's, else those that hold its files and are no other exercise's. */
  #meantFor(exercise: Exercise): string[] {
    const slugs = this.#exercises.map(({ slug }) => slug);
    const own = placesOf(exercise, false);
    const named = this.#folders.filter(
      (folder) =>
        nearest(plainName(folder), slugs, 1)[0] === exercise.slug &&
        !own.some((place) => place === folder || `/${folder}`.endsWith(`/${place}`)),
    );
    const others = this.#exercises.filter((one) => one !== exercise).flatMap((one) => placesOf(one, false));
    const holding = [...this.byPath.keys()]
      .filter((path) => exercise.files.some((file) => file.toLowerCase() === nameOf(path).toLowerCase()))
      .filter((path) => !others.some((place) => `/${folderOfPath(path)}`.endsWith(`/${place}`)));
    return (named.length > 0 ? named : holding.sort(byCodePoint)).slice(0, FOUND_MAX);
  }
}

/** Folders in which an exercise is looked for, with a slash behind each. */
function placesOf({ slug, path }: Exercise, isAlone: boolean): string[] {
  const places = [`${slug}/`, `${nameOf(path)}/`, `${path}/`];
  return [...places, ...places.map((place) => `work/${place}`), ...(isAlone ? [''] : [])];
}

/** "a/b/c.ts" → "a/", "a/b/". */
function foldersAbove(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_name, at) => `${names.slice(0, at + 1).join('/')}/`);
}

function depthOf(folder: string): number {
  return folder.split('/').length - 1;
}

/** "work/16-Composit_Key/" → "composit-key". */
function plainName(folder: string): string {
  return nameOf(folder.slice(0, -1))
    .toLowerCase()
    .replace(/[ _]+/g, '-')
    .replace(/^\d\d-/, '');
}
