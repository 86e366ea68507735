import { describe, expect, it } from 'vitest';
import { changeManifest, EXERCISE, problemsAfter, SOLUTION, type ToyManifest } from '../problems.ts';
import type { Toy } from '../toy.ts';
import { testCases } from './cases.ts';

const PLACE = `${EXERCISE}/package.json`;
const SCHEMA = 'packages/course/src/schemas/exercise.ts says what each field holds';
const change = (edit: (manifest: ToyManifest) => void) => async (toy: Toy) => changeManifest(toy, edit);

describe('the file of a manifest', () => {
  testCases([
    {
      when: 'an exercise without one',
      breakIt: async (toy) => toy.remove(PLACE),
      code: 'manifest.missing',
      place: PLACE,
      rule: 'there is no such file',
      remedy: 'after the pattern of another exercise',
    },
    {
      when: 'a text that is not JSON',
      breakIt: async (toy) => toy.replace(PLACE, '"private": true,', '"private": true,,'),
      code: 'manifest.not-json',
      place: `${PLACE}:3`,
      rule: 'it does not parse',
      remedy: 'double quotes only',
    },
    {
      when: 'a package without the field `keysmith`',
      breakIt: async (toy) => toy.replace(PLACE, '"keysmith"', '"keysmiths"'),
      code: 'manifest.schema',
      place: PLACE,
      rule: '`keysmith` is missing.',
      remedy: SCHEMA,
    },
    {
      when: 'a field that is missing',
      breakIt: change((manifest) => delete manifest.title),
      code: 'manifest.schema',
      place: `${PLACE}:8`,
      rule: '`keysmith.title` is missing.',
      remedy: SCHEMA,
    },
    {
      when: 'a field of another type',
      breakIt: change((manifest) => (manifest.minutes = 'ten')),
      code: 'manifest.schema',
      place: `${PLACE}:12`,
      rule: '`keysmith.minutes` must be a number, not a string.',
      remedy: SCHEMA,
    },
    {
      when: 'a number that is too small',
      breakIt: change((manifest) => (manifest.minutes = 1)),
      code: 'manifest.schema',
      place: `${PLACE}:12`,
      rule: '`keysmith.minutes` must be at least 5.',
      remedy: SCHEMA,
    },
    {
      when: 'a text that is too short',
      breakIt: change((manifest) => (manifest.title = 'x')),
      code: 'manifest.schema',
      place: `${PLACE}:9`,
      rule: '`keysmith.title` must have at least 3 characters.',
      remedy: SCHEMA,
    },
    {
      when: 'a field that the schema does not know',
      breakIt: change((manifest) => (manifest['level'] = 3)),
      code: 'manifest.schema',
      place: `${PLACE}:56`,
      rule: '`keysmith` has `level`, which its schema does not know.',
      remedy: SCHEMA,
    },
    {
      when: 'a package under another name',
      breakIt: async (toy) => toy.replace(PLACE, '@keysmith-exercise/keep-notes', 'keep-notes'),
      code: 'manifest.schema',
      place: `${PLACE}:2`,
      rule: '`name` must be "@keysmith-exercise/keep-notes".',
      remedy: SCHEMA,
    },
    {
      when: 'a test script that runs another exercise',
      breakIt: async (toy) => toy.replace(PLACE, 'keysmith.mjs test keep-notes', 'keysmith.mjs test'),
      code: 'manifest.schema',
      place: `${PLACE}:6`,
      rule: '`scripts.test` must be "node ../../../packages/cli/bin/keysmith.mjs test keep-notes".',
      remedy: SCHEMA,
    },
  ]);

  it('is judged in all its fields at once', async () => {
    const problems = await problemsAfter(
      change(({ tasks, checks }) => {
        tasks[0]!.id = 'Keep it';
        checks[0]!.points = 0;
      }),
    );
    expect(problems.map(({ place, rule }) => `${place} ${rule}`)).toEqual([
      `${PLACE}:20 \`keysmith.tasks[0].id\` must be lower-case words joined by hyphens, like "composite-key"; it is "Keep it".`,
      `${PLACE}:34 \`keysmith.checks[0].points\` must be at least 1.`,
    ]);
  });
});

describe('the tasks and checks of a manifest', () => {
  testCases([
    {
      when: 'a task id used twice',
      breakIt: change(({ tasks }) => tasks.push({ ...tasks[0]! })),
      code: 'task.twice',
      place: `${PLACE}:28`,
      rule: '"keep" stands here again',
      remedy: 'Rename or delete one',
    },
    {
      when: 'a check id used twice',
      breakIt: change(({ checks }) => checks.push({ ...checks[0]! })),
      code: 'check.twice',
      place: `${PLACE}:56`,
      rule: '"note-kept" stands here again',
      remedy: 'Rename or delete one',
    },
    {
      when: 'a learner file listed twice',
      breakIt: change(({ files }) => files.push('table.ts')),
      code: 'manifest.file-twice',
      place: `${PLACE}:17`,
      rule: '"table.ts" stands here again',
      remedy: 'Rename or delete one',
    },
    {
      when: 'a check bound to no task',
      breakIt: change(({ checks }) => (checks[2]!.task = 'count')),
      code: 'check.unknown-task',
      place: `${PLACE}:46`,
      rule: '"one-query" names "count", which is none',
      remedy: 'Name one of: keep, list.',
    },
    {
      when: 'a task with no check',
      breakIt: async (toy) => {
        await changeManifest(toy, ({ tasks }) => tasks.push({ id: 'count', title: 'Count them' }));
        await toy.replace(
          `${EXERCISE}/hints.mdx`,
          '<Hint task="list" layer={1}>',
          '<Hint task="count" layer={1}>\nx\n</Hint>\n<Hint task="list" layer={1}>',
        );
      },
      code: 'task.no-check',
      place: `${PLACE}:28`,
      rule: 'task "count" has none',
      remedy: 'Add a check with this task',
    },
    {
      when: 'a check that needs an unknown one',
      breakIt: change(({ checks }) => (checks[2]!.needs = ['notes-counted'])),
      code: 'check.needs-unknown',
      place: `${PLACE}:52`,
      rule: '"one-query" needs "notes-counted", which is none',
      remedy: 'Name one of: note-kept, notes-listed.',
    },
    {
      when: 'a check that needs a later one',
      breakIt: async (toy) => {
        await changeManifest(toy, ({ checks }) => (checks[0]!.needs = ['notes-listed']));
        await toy.replace(`${SOLUTION}/wrong/forgets/wrong.json`, '"note-kept",', '');
      },
      code: 'check.needs-later',
      place: `${PLACE}:36`,
      rule: '"note-kept" needs "notes-listed", a later one',
      remedy: 'Move "notes-listed" before "note-kept"',
    },
    {
      when: 'checks that need each other',
      breakIt: change(({ checks }) => {
        checks[1]!.needs = ['one-query'];
      }),
      code: 'check.needs-cycle',
      place: `${PLACE}:43`,
      rule: 'notes-listed → one-query → notes-listed',
      remedy: 'Take one of these out',
    },
    {
      when: 'a check that needs itself',
      breakIt: change(({ checks }) => (checks[0]!.needs = ['note-kept'])),
      code: 'check.needs-cycle',
      place: `${PLACE}:35`,
      rule: 'note-kept → note-kept',
      remedy: 'Take one of these out',
    },
    {
      when: 'a check that points to a missing layer of hints',
      breakIt: change(({ checks }) => (checks[2]!.hint = 3)),
      code: 'check.hint-missing',
      place: `${PLACE}:50`,
      rule: '"one-query" points to layer 3, and task "list" has 1, 2',
      remedy: 'Write that layer in hints.mdx',
    },
  ]);
});
