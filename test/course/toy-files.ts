import type { ToyExercise } from './toy.ts';

/** Texts by place; null leaves a file out. */
type Files = Record<string, string | null>;

/** The root manifest, the facts and one chapter with a fact, a picture, an executed fence and a quiz. */
export function toyChapterFiles(chapter: string): Files {
  return {
    'package.json': JSON.stringify({ name: 'toy', version: '1.2.3', private: true, type: 'module' }),
    'chapters/facts.yaml': FACTS,
    [`chapters/${chapter}/index.mdx`]: CHAPTER,
    [`chapters/${chapter}/quiz.yaml`]: QUIZ,
  };
}

/** One exercise in both trees. */
export function toyExerciseFiles(chapter: string, exercise: ToyExercise): Files {
  const { number, slug, prerequisites = [], starter = {}, solution = {} } = exercise;
  const path = `${chapter}/${String(number).padStart(2, '0')}-${slug}`;
  const starterFiles: Files = {
    'package.json': JSON.stringify(manifestOf(slug, prerequisites), undefined, 2),
    'README.mdx': '## The shelf\n\nA shelf keeps notes. An item may have <Fact id="item-size-max" />.\n',
    'hints.mdx': HINTS,
    'table.ts': TABLE,
    'access.ts': STARTER,
    'checks.test.ts': CHECKS,
    ...starter,
  };
  const solutionFiles: Files = {
    'README.mdx': '## Why\n\nNotes of a shelf are one item collection.\n',
    'table.ts': `${TABLE}// Nothing more is needed.\n`,
    'access.ts': accessOf(KEEP, LIST),
    ...wrongAnswer('forgets', ['note-kept', 'notes-listed'], accessOf('', LIST)),
    ...wrongAnswer('reverses', ['notes-listed'], accessOf(KEEP, REVERSE)),
    ...wrongAnswer('scans', ['one-query'], accessOf(KEEP, SCAN)),
    ...solution,
  };
  return { ...below(`exercises/${path}`, starterFiles), ...below(`solutions/${path}`, solutionFiles) };
}

function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

function manifestOf(slug: string, prerequisites: readonly string[]) {
  return {
    name: `@keysmith-exercise/${slug}`,
    private: true,
    type: 'module',
    scripts: { test: `node ../../../packages/cli/bin/keysmith.mjs test ${slug}` },
    keysmith: {
      title: `Notes: ${slug}`,
      summary: 'Keep notes on a shelf and list them again.',
      domain: 'a shelf and its notes',
      minutes: 10,
      prerequisites,
      files: ['table.ts', 'access.ts'],
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
        },
        {
          id: 'notes-listed',
          task: 'list',
          title: 'the notes of a shelf come back in order',
          asks: 'listNotes gives the notes of one shelf, sorted by their names.',
          points: 2,
          hint: 1,
        },
        {
          id: 'one-query',
          task: 'list',
          title: 'the list is one Query',
          asks: 'listNotes takes one Query and nothing else.',
          points: 3,
          hint: 2,
          needs: ['notes-listed'],
        },
      ],
    },
  };
}

function wrongAnswer(slug: string, fails: readonly string[], access: string): Files {
  const data = {
    title: `It ${slug}`,
    misconception: 'Somebody may well believe that this is enough.',
    fails,
  };
  return {
    [`wrong/${slug}/wrong.json`]: JSON.stringify(data, undefined, 2),
    [`wrong/${slug}/access.ts`]: access,
  };
}

const FACTS = `item-size-max:
  value: '400 KB'
  statement: An item may hold at most this much.
  source:
    title: Limits
    url: https://docs.example.org/limits
  checked: '2026-11-01'
  goodForDays: 365
`;

const CHAPTER = `---
title: One to many
description: A parent and its children in one item collection.
minutes: 12
sources:
  - title: A page about keys
    url: https://docs.example.org/keys
    read: '2026-11-01'
---

An item may have <Fact id="item-size-max" />.

export const items = [{ pk: 'S#1', sk: 'N#1' }];

<TablePicture name="main" keys={{ pk: 'pk', sk: 'sk' }} items={items} caption="One shelf: 1 > 0" />

The starter's file is <ExerciseFile exercise="keep-notes" file="access.ts" />

\`\`\`ts setup
const tables = {
  main: {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
};
\`\`\`

\`\`\`ts run
console.log(1 + 1);
\`\`\`

\`\`\`text output
2
\`\`\`
`;

const QUIZ = `- id: what-is-read
  question: What does a Query read?
  options:
    - text: One item collection, or a part of it.
      right: true
      why: Its partition key has one value.
    - text: The whole table.
      why: That is what a Scan does.
`;

const HINTS = `<Hint task="keep" layer={1}>
Which of the SDK's commands writes one item?
</Hint>

<Hint task="list" layer={1}>
Which attribute do all notes of a shelf share?
</Hint>

<Hint task="list" layer={2}>
One value of the partition key, at most <Fact id="item-size-max" /> an item:

\`\`\`ts
new QueryCommand({ TableName });
\`\`\`
</Hint>
`;

const TABLE = `import type { Tables } from '@keysmith/instruments/context';

export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'shelf', AttributeType: 'S' },
      { AttributeName: 'note', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'shelf', KeyType: 'HASH' },
      { AttributeName: 'note', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;
`;

const HEAD = `import { PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Note {
  shelf: string;
  note: string;
}
`;

const STARTER = `${HEAD}
export async function keepNote(_context: Context, _input: Note): Promise<void> {
  throw new Error('Implement keepNote in access.ts');
}

export async function listNotes(_context: Context, _input: { shelf: string }): Promise<string[]> {
  throw new Error('Implement listNotes in access.ts');
}
`;

const KEEP = 'await client.send(new PutCommand({ TableName: tables.main, Item: input }));';

const LIST = `const page = await client.send(
    new QueryCommand({
      TableName: tables.main,
      KeyConditionExpression: 'shelf = :shelf',
      ExpressionAttributeValues: { ':shelf': input.shelf },
    }),
  );
  return notesOf(page.Items);`;

const REVERSE = LIST.replace(/;$/, '.reverse();');

const SCAN = `const page = await client.send(new ScanCommand({ TableName: tables.main }));
  return notesOf(page.Items?.filter(({ shelf }) => shelf === input.shelf));`;

function accessOf(keep: string, list: string): string {
  return `${HEAD}
export async function keepNote({ client, tables }: Context, input: Note): Promise<void> {
  ${keep}
}

export async function listNotes({ client, tables }: Context, input: { shelf: string }): Promise<string[]> {
  ${list}
}

function notesOf(items: Record<string, unknown>[] = []): string[] {
  return items.map(({ note }) => String(note)).sort();
}
`;
}

const CHECKS = `import { check, expect, type Random, type Rig } from '@keysmith/instruments';

async function keepSome(rig: Rig, random: Random) {
  const shelf = random.id('s');
  const notes = [random.id('a'), random.id('b'), random.id('c')].sort();
  for (const note of notes) await rig.call('keepNote', { shelf, note });
  return { shelf, notes };
}

check('note-kept', async ({ random, open }) => {
  const rig = await open();
  await rig.call('keepNote', { shelf: random.id('s'), note: random.id('n') });
  expect((await rig.items()).length, 'the number of items').toBe(1);
});

check('notes-listed', async ({ random, open }) => {
  const rig = await open();
  await keepSome(rig, random);
  const { shelf, notes } = await keepSome(rig, random);
  expect(await rig.call('listNotes', { shelf }), 'the notes of the shelf').toEqual(notes);
});

check('one-query', async ({ random, open }) => {
  const rig = await open();
  const { shelf } = await keepSome(rig, random);
  const { trace } = await rig.run('listNotes', { shelf });
  expect(trace).toBeOneQuery();
});
`;
