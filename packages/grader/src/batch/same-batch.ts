import { GradeError } from './grade-error.ts';
import type { JournalHeader } from './journal-schema.ts';

/** What must be equal for two journals to be of one batch, and what it is called. */
const PARTS: readonly (readonly [string, (header: JournalHeader) => unknown])[] = [
  ['course', ({ course }) => course],
  ['seed', ({ seeds }) => seeds.hidden ?? 'none'],
  ['practice seed', ({ seeds }) => seeds.visible],
  ['table', ({ table }) => table],
  ['isolation', ({ isolation }) => isolation.kind],
  ['exercises', ({ exercises }) => exercises.join(', ')],
  ['class', ({ class: { learners, names } }) => `${learners} submissions (${names.slice(0, 8)})`],
];

/** Those that must be equal for a batch to go on: its part of the class, and what was handed in. */
const PARTS_OF_ONE: typeof PARTS = [
  ...PARTS,
  ['shard', ({ shard }) => (shard ? `${shard.index}/${shard.count}` : 'none')],
  ['content of the submissions', ({ class: { submissions } }) => submissions.slice(0, 8)],
];

/** "seed: 7 there, 9 here", or undefined if two journals can be parts of one batch. */
export function differenceOf(there: JournalHeader, here: JournalHeader, parts = PARTS): string | undefined {
  const part = parts.find(([, of]) => of(there) !== of(here));
  return part && `${part[0]}: ${String(part[1](there))} there, ${String(part[1](here))} here`;
}

/** @throws {GradeError} 'grade.other-journal' if a journal is not of this very batch. */
export function assertSameBatch(path: string, there: JournalHeader, here: JournalHeader): void {
  const difference = differenceOf(there, here, PARTS_OF_ONE);
  if (difference === undefined) return;
  throw new GradeError(
    'grade.other-journal',
    `${path} is the journal of another batch (${difference}). Grade into another folder with --out, or throw the journal away and start anew with --fresh.`,
  );
}
