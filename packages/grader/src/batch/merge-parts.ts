import { mkdir } from 'node:fs/promises';
import type { Course, Exercise } from '@keysmith/course';
import type { Roster } from '../formats/roster.ts';
import { byCodePoint } from '../intake/entry.ts';
import type { Reports } from '../report/reports.ts';
import { GradeError } from './grade-error.ts';
import { namesDigest, type BatchEnd } from './grade-class.ts';
import { Journal, JOURNAL_FILE } from './journal.ts';
import { reportJournals } from './report-journals.ts';
import { differenceOf } from './same-batch.ts';
import { isInShard } from './shard.ts';

export interface MergeOptions {
  readonly course: Course;
  /** The folders that `keysmith grade --shard` wrote, in any order. */
  readonly parts: readonly string[];
  readonly out: string;
  /** For the exercises that the parts turn out to be of. */
  readonly reportsFor: (exercises: readonly Exercise[]) => Reports;
  readonly roster?: Roster | undefined;
}

/**
 * Puts the parts of a class together. The grade.json files are those of one run over the whole class, but for `times`.
 *
 * @throws {GradeError} 'grade.merge' if a part is missing, doubled, unfinished or of another batch.
 */
export async function mergeParts({
  course,
  parts,
  out,
  reportsFor,
  roster,
}: MergeOptions): Promise<BatchEnd> {
  await using stack = new AsyncDisposableStack();
  const journals: Part[] = [];
  for (const folder of parts) journals.push({ folder, journal: stack.use(await journalIn(folder)) });
  const [first] = journals;
  if (first === undefined) throw refused('No parts are named. Name the folders of all parts.');
  const header = first.journal.header;
  assertWhole(journals, course);
  const owners = ownersOf(journals);
  const learners = [...owners.keys()].sort(byCodePoint);
  assertClass(learners, first);
  const exercises = header.exercises.map((slug) => exerciseOf(course, slug));
  const absent = roster?.absentOf(learners) ?? [];
  const { shard: _, ...whole } = header;
  const starts = journals.map(({ journal }) => journal.header.startedAt).sort();
  await mkdir(out, { recursive: true });
  const report = await reportJournals({
    out,
    exercises,
    header: whole,
    learners,
    journalOf: (learner) => (owners.get(learner) ?? first).journal,
    absent,
    reports: reportsFor(exercises),
    roster,
    times: { startedAt: starts[0] ?? header.startedAt, milliseconds: 0 },
  });
  const unmatched = roster ? learners.filter((learner) => !roster.studentOf(learner)) : [];
  return { report, unmatched };
}

interface Part {
  readonly folder: string;
  readonly journal: Journal;
}

async function journalIn(folder: string): Promise<Journal> {
  const journal = await Journal.read(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (journal) return journal;
  throw refused(`${folder} has no ${JOURNAL_FILE}. Name folders that keysmith grade --shard wrote.`);
}

function assertWhole(parts: readonly Part[], course: Course): void {
  const [first] = parts;
  const header = first?.journal.header;
  const count = header?.shard?.count ?? 1;
  const byIndex = new Map<number, Part>();
  if (header && header.course !== course.version)
    throw refused(
      `The parts are of version ${header.course} of the course, and this is ${course.version}. Use that version.`,
    );
  for (const part of parts) {
    const there = part.journal.header;
    const difference = header && differenceOf(there, header);
    if (difference)
      throw refused(
        `${part.folder} is of another batch than ${first?.folder} (${difference}). Grade it again with the same options.`,
      );
    if ((there.shard?.count ?? 1) !== count)
      throw refused(
        `${part.folder} is one of ${there.shard?.count ?? 1} parts, and ${first?.folder} one of ${count}.`,
      );
    const index = there.shard?.index ?? 1;
    const twin = byIndex.get(index);
    if (twin)
      throw refused(
        `Part ${index}/${count} is there twice: ${twin.folder} and ${part.folder}. Name it once.`,
      );
    byIndex.set(index, part);
  }
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0)
    throw refused(
      `Missing: part ${missing.map((index) => `${index}/${count}`).join(', ')}. Name the folders of all parts.`,
    );
}

function ownersOf(parts: readonly Part[]): Map<string, Part> {
  const owners = new Map<string, Part>();
  for (const part of parts) {
    const { header } = part.journal;
    for (const learner of part.journal.learners()) {
      const isDone = header.exercises.every((slug) => part.journal.has(learner, slug));
      if (!isDone) throw unfinished(part, `"${learner}" is not graded to the end`);
      const isOwn = header.shard === undefined || isInShard(learner, header.shard);
      if (!isOwn || owners.has(learner))
        throw refused(`"${learner}" does not belong into ${part.folder}. Grade that part again.`);
      owners.set(learner, part);
    }
  }
  return owners;
}

/** A part that was killed before it came to some learner has no record of them; the class's digest tells. */
function assertClass(learners: readonly string[], first: Part): void {
  const { learners: count, names } = first.journal.header.class;
  if (learners.length !== count || namesDigest(learners) !== names)
    throw unfinished(undefined, `the class has ${count} submissions, and ${learners.length} are graded`);
}

function exerciseOf(course: Course, slug: string): Exercise {
  const exercise = course.exercises.find((one) => one.slug === slug);
  if (exercise) return exercise;
  throw refused(`The course has no exercise ${slug}. Use the course that the parts were graded with.`);
}

function unfinished(part: Part | undefined, what: string): GradeError {
  return refused(`${part?.folder ?? 'A part'} is not finished: ${what}. Give its command again; it goes on.`);
}

function refused(message: string): GradeError {
  return new GradeError('grade.merge', message);
}
