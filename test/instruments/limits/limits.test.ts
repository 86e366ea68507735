import { limits, type LimitOptions } from '@keysmith/instruments';
import { describe, expect, it } from 'vitest';
import { judge } from '../learners/judge.ts';

const CODE = `
export const asList = async ({ client, tables }, { text }) => void (await client.send(new UpdateCommand({
  TableName: tables.main,
  Key: keyOf('post'),
  UpdateExpression: 'SET comments = list_append(if_not_exists(comments, :none), :new)',
  ExpressionAttributeValues: { ':none': [], ':new': [text] },
})));
export const asItems = async ({ client, tables, newId }, { text }) => void (await client.send(new PutCommand({
  TableName: tables.main, Item: { pk: 'post', sk: newId(), text },
})));
`;

const adding = (how: string, options: Partial<LimitOptions> = {}) =>
  judge(CODE, async ({ open }) =>
    limits(await open(), {
      what: 'comments',
      volume: 10_000,
      add: (client) => client.call(how, { text: 'x'.repeat(97) }),
      ...options,
    }),
  );

describe('limits', () => {
  it('reckons when an item that grows will be too large', async () => {
    const { failure } = await adding('asList');
    // 97 bytes and one for each element of a list, besides the keys and the names.
    expect(failure?.happened).toMatch(
      /^with 10,000 comments the item "post" "-" will have 957\.1 KB; DynamoDB allows 400 KB$/,
    );
  });

  it.each([
    ['few', 'asList', { volume: 1000 }],
    ['fewer than were added', 'asList', { volume: 5 }],
    ['in items of their own, in a table without local indexes', 'asItems', { volume: 1e9 }],
  ])('passes what stays small: %s', async (_, how, options) => {
    const verdict = await adding(how, options);
    expect(verdict.failure?.happened).toBeUndefined();
    expect(verdict.measured).toEqual([
      `limits: every item fits with ${options.volume.toLocaleString('en')} comments`,
    ]);
  });
});
