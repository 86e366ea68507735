import type { Progress } from '@keysmith/course';

export type { Progress };

export const NO_PROGRESS: Progress = { version: 1, exercises: {} };

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const PAGE_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/** The progress after a page was read; one that was read before keeps its first moment. */
export function markRead(progress: Progress, page: string, now: Date): Progress {
  const readAt = progress.chapters?.[page]?.readAt ?? now.toISOString();
  return { ...progress, chapters: { ...progress.chapters, [page]: { readAt } } };
}

/** The progress without the mark of a page. */
export function unmarkRead(progress: Progress, page: string): Progress {
  const chapters = Object.entries(progress.chapters ?? {}).filter(([id]) => id !== page);
  return { ...progress, chapters: Object.fromEntries(chapters) };
}

/** What has to be known of an exercise that was passed. */
export interface PassedExercise {
  readonly slug: string;
  /** Ids of all its tasks. */
  readonly tasks: readonly string[];
}

/** The progress after a run that passed every check of an exercise, as the command's recordRun has it. */
export function markPassed(progress: Progress, { slug, tasks }: PassedExercise, now: Date): Progress {
  const passedAt = progress.exercises[slug]?.passedAt ?? now.toISOString();
  return {
    ...progress,
    exercises: { ...progress.exercises, [slug]: { tasksPassed: [...tasks], passedAt } },
  };
}

/** Two learners' halves, or two browsers', as one: nothing that either has is lost, and the earlier moment counts. */
export function mergeProgress(left: Progress, right: Progress): Progress {
  const exercises = { ...left.exercises };
  for (const [slug, entry] of Object.entries(right.exercises)) {
    const before = exercises[slug];
    const passedAt = earlier(before?.passedAt, entry.passedAt);
    const tasksPassed = [...new Set([...(before?.tasksPassed ?? []), ...entry.tasksPassed])];
    exercises[slug] = passedAt === undefined ? { tasksPassed } : { tasksPassed, passedAt };
  }
  const chapters = { ...left.chapters };
  for (const [slug, { readAt }] of Object.entries(right.chapters ?? {}))
    chapters[slug] = { readAt: earlier(chapters[slug]?.readAt, readAt) ?? readAt };
  return { version: 1, exercises, ...(Object.keys(chapters).length > 0 && { chapters }) };
}

function earlier(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left < right ? left : right;
}

/** The file that the page exports. The command keeps the same at .keysmith/progress.json. */
export function printProgress(progress: Progress): string {
  return `${JSON.stringify(progress, undefined, 2)}\n`;
}

/**
 * Reads such a file. The schema of @keysmith/course says the same and is too large to be sent with a page; a test
 * compares the two.
 *
 * @throws {Error} with a sentence for the learner.
 */
export function parseProgress(text: string): Progress {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('This is no progress file: it is not JSON.');
  }
  if (!isRecord(value)) throw new Error('This is no progress file.');
  const { version } = value;
  if (typeof version === 'number' && version > 1)
    throw new Error('A newer version of the course wrote this file, and this one cannot read it.');
  if (version !== 1 || !isProgress(value)) throw new Error('This is no progress file.');
  return value;
}

function isProgress(value: Readonly<Record<string, unknown>>): value is Progress {
  const { exercises, chapters } = value;
  return (
    hasOnly(value, ['version', 'exercises', 'chapters']) &&
    isRecord(exercises) &&
    Object.entries(exercises).every(([slug, entry]) => SLUG.test(slug) && isExerciseEntry(entry)) &&
    (chapters === undefined ||
      (isRecord(chapters) &&
        Object.entries(chapters).every(([id, entry]) => PAGE_ID.test(id) && isChapterEntry(entry))))
  );
}

function isExerciseEntry(entry: unknown): boolean {
  if (!isRecord(entry) || !hasOnly(entry, ['tasksPassed', 'passedAt'])) return false;
  const { tasksPassed, passedAt } = entry;
  const areTasks =
    Array.isArray(tasksPassed) && tasksPassed.every((task) => typeof task === 'string' && SLUG.test(task));
  return areTasks && (passedAt === undefined || isMoment(passedAt));
}

function isChapterEntry(entry: unknown): boolean {
  return isRecord(entry) && hasOnly(entry, ['readAt']) && isMoment(entry['readAt']);
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value));
}

function hasOnly(value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
