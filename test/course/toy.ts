import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toyChapterFiles, toyExerciseFiles } from './toy-files.ts';

/** An exercise of the toy course: where it stands, and what differs from the usual one. */
export interface ToyExercise {
  readonly number: number;
  readonly slug: string;
  /** Slugs of exercises to do before it. */
  readonly prerequisites?: readonly string[];
  /** Files by their place inside exercises/<path>/ or solutions/<path>/; null leaves one out. */
  readonly starter?: Readonly<Record<string, string | null>>;
  readonly solution?: Readonly<Record<string, string | null>>;
}

export interface ToyOptions {
  /** "keep-notes" (number 16) and "more-notes" (number 20) unless told. */
  readonly exercises?: readonly ToyExercise[];
  /** The folder in which the toy's folder is made; the machine's temporary folder unless told. */
  readonly inside?: string;
  /** Links this repository's node_modules into the toy, for tests that run the exercises and not only read them. */
  readonly linkModules?: boolean;
}

/** The folder of the toy's only chapter, in all three trees. */
export const TOY_CHAPTER = '10-one-to-many';

const REPOSITORY = join(import.meta.dirname, '..', '..');

const USUAL_EXERCISES: readonly ToyExercise[] = [
  { number: 16, slug: 'keep-notes' },
  { number: 20, slug: 'more-notes', prerequisites: ['keep-notes'] },
];

/**
 * A small course in a folder of its own, sound until a test breaks it. Its exercises work: the starter fails every
 * task, the solution passes, and the wrong answers "forgets", "reverses" and "scans" fail what they list.
 *
 *     await using toy = await toyCourse();
 *     await toy.remove('chapters/10-one-to-many/quiz.yaml');
 */
export class Toy implements AsyncDisposable {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** The absolute path of a place, which has forward slashes. */
  path(place: string): string {
    return join(this.root, ...place.split('/'));
  }

  async read(place: string): Promise<string> {
    return readFile(this.path(place), 'utf8');
  }

  /** Writes a file and the folders above it. */
  async write(place: string, text: string): Promise<void> {
    await mkdir(dirname(this.path(place)), { recursive: true });
    await writeFile(this.path(place), text);
  }

  /** Deletes a file or a folder with all that it holds. */
  async remove(place: string): Promise<void> {
    await rm(this.path(place), { recursive: true });
  }

  /** Replaces a text that stands in a file; throws if it does not, so that no test breaks nothing by accident. */
  async replace(place: string, from: string, to: string): Promise<void> {
    const text = await this.read(place);
    if (!text.includes(from)) throw new Error(`"${from}" does not stand in ${place}`);
    await this.write(place, text.replace(from, to));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** Makes a toy course. Dispose of it, or bind it with `await using`. */
export async function toyCourse(options: ToyOptions = {}): Promise<Toy> {
  const root = await mkdtemp(join(options.inside ?? tmpdir(), 'keysmith-toy-'));
  const toy = new Toy(root);
  const files = { ...toyChapterFiles(TOY_CHAPTER) };
  for (const exercise of options.exercises ?? USUAL_EXERCISES) {
    Object.assign(files, toyExerciseFiles(TOY_CHAPTER, exercise));
  }
  for (const [place, text] of Object.entries(files)) if (text !== null) await toy.write(place, text);
  if (options.linkModules)
    await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'), 'junction');
  return toy;
}

/** The two places of an exercise of the toy course. */
export function toyPlaces({ number, slug }: Pick<ToyExercise, 'number' | 'slug'>) {
  const path = `${TOY_CHAPTER}/${String(number).padStart(2, '0')}-${slug}`;
  return { path, exercise: `exercises/${path}`, solution: `solutions/${path}` };
}
