import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Exercise } from '@keysmith/course';
import { GradeError } from '../batch/grade-error.ts';
import { expandArchives, wantedOfClass, type Expanded } from './archives.ts';
import { canvas } from './canvas.ts';
import { byCodePoint, isPassedOver, nameOf, type Entry } from './entry.ts';
import { linkRefusal, listFolder } from './folder.ts';
import { folders } from './folders.ts';
import type { Handed, Layout, Part, Top } from './layout.ts';
import { CLASS_LIMITS } from './limits.ts';
import { moodle } from './moodle.ts';
import { Listing } from './places.ts';
import { Refusal } from './refusal.ts';
import { Store } from './store.ts';
import { takeSubmission, type Submission } from './submission.ts';
import { isArchive, unpack } from './unpack.ts';

/** The submissions of a class, each taken when it is asked for. */
export interface ClassIntake extends AsyncDisposable {
  readonly layout: Layout['name'];
  /** By code point, so that no machine's language changes the order. */
  readonly learners: readonly string[];
  /** Things beside the submissions that are none. */
  readonly passedOver: readonly string[];
  take(learner: string): Promise<Submission>;
}

/** Each knows its own names; a folder for each learner is what remains. */
const LAYOUTS: readonly Layout[] = [moodle, canvas, folders];

/** Where the things at the top are, and what is in them. */
interface Source {
  readonly tops: readonly Top[];
  entriesOf(part: Part): Promise<Entry[]>;
}

/**
 * Opens what a class handed in: a folder of folders or archives, such a folder as a zip or tar.gz, or the bulk download
 * of Canvas or Moodle as it came. What is unpacked is gone when the intake is disposed.
 *
 * @throws {GradeError} 'grade.no-folder', 'grade.no-submissions', 'grade.bad-archive'
 */
export async function openClass(path: string, exercises: readonly Exercise[]): Promise<ClassIntake> {
  const store = await Store.open();
  try {
    const source = await sourceOf(path, exercises, store);
    const { layout, handed } = laidOut(source.tops);
    if (handed.length === 0)
      throw new GradeError(
        'grade.no-submissions',
        `${path} holds no submissions. Put one folder or archive for each learner into it, with the files of an exercise inside.`,
      );
    const byName = new Map(handed.map((one) => [one.learner, one]));
    const used = new Set(handed.flatMap(({ parts }) => parts.map(({ top }) => top.name)));
    return {
      layout,
      learners: [...byName.keys()].sort(byCodePoint),
      passedOver: source.tops.map(({ name }) => name).filter((name) => !used.has(name)),
      take: (learner) => takeHanded(byName.get(learner), { learner, source, exercises, store }),
      [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    };
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}

interface Handing {
  readonly learner: string;
  readonly source: Source;
  readonly exercises: readonly Exercise[];
  readonly store: Store;
}

function takeHanded(
  handed: Handed | undefined,
  { learner, source, exercises, store }: Handing,
): Promise<Submission> {
  if (handed === undefined) throw new RangeError(`There is no submission of "${learner}".`);
  const list = async (): Promise<Expanded> => {
    const lists = await Promise.all(handed.parts.map((part) => source.entriesOf(part)));
    return expandArchives(lists.flat(), { exercises, store });
  };
  return takeSubmission(list, { learner, exercises, store });
}

function laidOut(tops: readonly Top[]): { layout: Layout['name']; handed: readonly Handed[] } {
  for (const layout of LAYOUTS) {
    const handed = layout.read(tops);
    if (handed !== undefined) return { layout: layout.name, handed };
  }
  return { layout: 'folders', handed: [] };
}

async function sourceOf(path: string, exercises: readonly Exercise[], store: Store): Promise<Source> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return folderSource(path);
  if (!stats?.isFile() || !isArchive(path))
    throw new GradeError(
      'grade.no-folder',
      `${path} is no folder and no archive that can be read. Name the folder that holds one folder or archive for each learner, or a .zip or .tar.gz of it.`,
    );
  try {
    const name = basename(path);
    const wants = wantedOfClass(exercises);
    const entries = await unpack(path, { name, limits: CLASS_LIMITS, wants, store });
    return archiveSource(entries, exercises);
  } catch (error) {
    if (error instanceof Refusal) throw new GradeError('grade.bad-archive', error.message);
    throw error;
  }
}

async function folderSource(folder: string): Promise<Source> {
  const found = await readdir(folder, { withFileTypes: true });
  return {
    tops: found
      .filter(({ name }) => !isPassedOver(name))
      .map((one) => ({
        name: one.name,
        kind: one.isDirectory() ? 'folder' : one.isSymbolicLink() ? 'link' : 'file',
      })),
    async entriesOf({ top, as }) {
      const at = join(folder, top.name);
      if (top.kind !== 'file') return listFolder(at, top.name);
      return [{ path: as, kind: 'file', size: (await stat(at)).size, at }];
    },
  };
}

/** The same for what an archive listed: the first segments of its paths are the things at the top. */
function archiveSource(entries: readonly Entry[], exercises: readonly Exercise[]): Source {
  const all = entries.filter(({ path }) => !path.split('/').some(isPassedOver));
  const own = insideWrapper(all, exercises);
  const byTop = Map.groupBy(own, ({ path }) => path.split('/')[0] ?? '');
  return {
    tops: [...byTop].map(([name, [first]]) => ({
      name,
      kind: first?.path !== name ? 'folder' : first.kind === 'link' ? 'link' : 'file',
    })),
    entriesOf({ top, as }) {
      if (top.kind === 'link') return Promise.reject(linkRefusal('The submission'));
      const inside = byTop.get(top.name) ?? [];
      return Promise.resolve(
        top.kind === 'folder'
          ? inside.map((entry) => ({ ...entry, path: entry.path.slice(top.name.length + 1) }))
          : inside.map((entry) => ({ ...entry, path: as === '' ? nameOf(entry.path) : as })),
      );
    },
  };
}

/** A zip of the folder "class" has that folder at its top; unless it is a learner's, who then is alone. */
function insideWrapper(entries: readonly Entry[], exercises: readonly Exercise[]): readonly Entry[] {
  const [wrapper = ''] = entries[0]?.path.split('/') ?? [];
  if (entries.length === 0 || !entries.every(({ path }) => path.startsWith(`${wrapper}/`))) return entries;
  const inside = entries.map((entry) => ({ ...entry, path: entry.path.slice(wrapper.length + 1) }));
  const listing = new Listing(inside, exercises);
  const isLearners =
    exercises.some((exercise) => listing.holds(exercise)) ||
    moodle.read([{ name: wrapper, kind: 'folder' }]) !== undefined;
  return isLearners ? entries : insideWrapper(inside, exercises);
}
