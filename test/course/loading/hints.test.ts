import { describe, expect, it } from 'vitest';
import { loadCourse } from '@keysmith/course';
import { EXERCISE, ONE, TODAY } from '../problems.ts';
import { toyCourse, type Toy } from '../toy.ts';
import { testCases } from './cases.ts';

const PLACE = `${EXERCISE}/hints.mdx`;
const append = (text: string) => async (toy: Toy) => toy.write(PLACE, `${await toy.read(PLACE)}\n${text}\n`);

describe('hints.mdx', () => {
  testCases([
    {
      when: 'a hint to an unknown task',
      breakIt: append('<Hint task="count" layer={1}>\nx\n</Hint>'),
      code: 'hint.unknown-task',
      place: `${PLACE}:17`,
      rule: 'there is no task "count"',
      remedy: 'Name one of: keep, list.',
    },
    {
      when: 'a task without a hint',
      breakIt: async (toy) =>
        toy.replace(PLACE, '<Hint task="keep" layer={1}>', '<Hint task="list" layer={3}>'),
      code: 'hint.none',
      place: PLACE,
      rule: 'task "keep" has none',
      remedy: 'Add <Hint task="keep" layer={1}>',
    },
    {
      when: 'a layer that is missing in between',
      breakIt: append('<Hint task="list" layer={4}>\nx\n</Hint>'),
      code: 'hint.layer-gap',
      place: `${PLACE}:17`,
      rule: 'task "list" has layer 4 but no layer 3',
      remedy: 'Add the layer between',
    },
    {
      when: 'two hints of one layer',
      breakIt: append('<Hint task="list" layer={2}>\nx\n</Hint>'),
      code: 'hint.layer-twice',
      place: `${PLACE}:17`,
      rule: 'layer 2 of task "list" is here again',
      remedy: 'Number the hints of a task from 1',
    },
    {
      when: 'a hint without a task',
      breakIt: append('<Hint layer={3}>\nx\n</Hint>'),
      code: 'hint.shape',
      place: `${PLACE}:17`,
      rule: 'A hint says its task and its layer',
      remedy: 'Write it as <Hint task="keys" layer={1}>',
    },
    {
      when: 'a layer that is no whole number',
      breakIt: append('<Hint task="list" layer="third">\nx\n</Hint>'),
      code: 'hint.shape',
      place: `${PLACE}:17`,
      rule: 'a whole number from 1',
      remedy: 'Write it as',
    },
    {
      when: 'a hint that nothing closes',
      breakIt: async (toy) => toy.replace(PLACE, '</Hint>', ''),
      code: 'hint.shape',
      place: `${PLACE}:1`,
      rule: 'A hint is closed by </Hint> and holds no other hint',
      remedy: 'Write it as',
    },
    {
      when: 'an empty hint',
      breakIt: append('<Hint task="list" layer={3}>\n</Hint>'),
      code: 'hint.shape',
      place: `${PLACE}:17`,
      rule: 'this one is empty',
      remedy: 'Write it as',
    },
    {
      when: 'text outside hints',
      breakIt: append('Ask a friend.'),
      code: 'hint.text-outside',
      place: `${PLACE}:17`,
      rule: 'this text is in none',
      remedy: 'Put the text into a hint',
    },
    {
      when: 'a hint that prints the answer',
      breakIt: append('<Hint\n  task="list"\n  layer={3}>\n\n```ts\n1\n2\n3\n4\n```\n</Hint>'),
      code: 'hint.long-code',
      place: `${PLACE}:21`,
      rule: 'at most 3 lines of code, because it never prints the answer; here are 4',
      remedy: 'Say in words',
    },
  ]);

  it('are read in the order of tasks and layers, with their facts put in', async () => {
    await using toy = await toyCourse(ONE);
    const text = await toy.read(PLACE);
    const cut = text.indexOf('<Hint task="list" layer={2}>');
    await toy.write(PLACE, `{/* The second comes first. */}\n${text.slice(cut)}\n${text.slice(0, cut)}`);
    const [exercise] = (await loadCourse(toy.root, { today: TODAY })).exercises;
    expect(exercise?.hints).toEqual([
      { task: 'keep', layer: 1, markdown: "Which of the SDK's commands writes one item?" },
      { task: 'list', layer: 1, markdown: 'Which attribute do all notes of a shelf share?' },
      {
        task: 'list',
        layer: 2,
        markdown:
          'One value of the partition key, at most 400 KB an item:\n\n```ts\nnew QueryCommand({ TableName });\n```',
      },
    ]);
  });

  it('lose the indentation that their lines share', async () => {
    await using toy = await toyCourse(ONE);
    await toy.replace(PLACE, 'Which of the SDK', '  - One\n    - Two\n  - Three of the SDK');
    const [exercise] = (await loadCourse(toy.root, { today: TODAY })).exercises;
    expect(exercise?.hints[0]?.markdown).toBe(
      "- One\n  - Two\n- Three of the SDK's commands writes one item?",
    );
  });
});
