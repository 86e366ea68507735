import type { CheckResult, Failure } from '@keysmith/course';
import type { Verdict } from '../../../packages/cli/src/render/verdict.ts';

/** An exercise of two tasks and three checks, for tests of how verdicts are told. */
export const EXERCISE: Verdict['exercise'] = {
  slug: 'keep-notes',
  number: 16,
  title: 'Notes on a shelf',
  maxPoints: 6,
  tasks: [
    { id: 'keep', title: 'Keep a note' },
    { id: 'list', title: 'List the notes of a shelf' },
  ],
  checks: [
    {
      id: 'note-kept',
      task: 'keep',
      title: 'a note is stored',
      asks: 'keepNote stores one item.',
      points: 1,
      hint: 1,
      needs: [],
    },
    {
      id: 'notes-listed',
      task: 'list',
      title: 'the notes come back in order',
      asks: 'listNotes gives the notes of one shelf.',
      points: 2,
      hint: 2,
      needs: ['note-kept'],
    },
    {
      id: 'one-query',
      task: 'list',
      title: 'the list is one Query',
      asks: 'listNotes takes one Query and nothing else.',
      points: 3,
      hint: 1,
      needs: ['notes-listed'],
    },
  ],
};

/** The result of the exercise's check at that place. */
export function resultOf(at: number, status: CheckResult['status'], failure?: Failure): CheckResult {
  const check = EXERCISE.checks[at];
  if (check === undefined) throw new Error(`The exercise has no check ${at}.`);
  const { id, task, title, points } = check;
  const base = { id, task, title, status, points: status === 'pass' ? points : 0, maxPoints: points };
  if (failure) return { ...base, failure };
  return status === 'error' || status === 'skipped' ? { ...base, reason: `the reason of ${id}` } : base;
}

export const FAILURE: Failure = {
  expected: 'one Query',
  happened: 'there were 2 requests: Query, GetItem',
  evidence:
    'listNotes({ shelf: "s-1" }) returned ["a"]\n\n- Expected\n+ Received\n\n  [\n-   "b",\n+   "a",\n  ]',
  place: 'access.ts:14:9',
  requests: [
    {
      operation: 'Query',
      table: 'main',
      index: 'byName',
      detail: 'shelf = "s-1" | filter note = "b"',
      scanned: 40,
      returned: 3,
      readUnits: 5.5,
      writeUnits: 0,
    },
    {
      operation: 'PutItem',
      table: 'main',
      detail: 'shelf = "s-1", note = "b" | if attribute_not_exists(shelf)',
      readUnits: 0,
      writeUnits: 2,
      error: 'ConditionalCheckFailedException',
    },
  ],
};
