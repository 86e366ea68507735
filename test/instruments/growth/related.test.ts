import { BatchGetCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { growth, type Context, type Related } from '@keysmith/instruments';
import { ONE_TABLE } from '../flaws/pair.ts';
import { openRig, type Functions } from '../open-rig.ts';

const add = async ({ client, tables }: Context, { id }: { id: string }): Promise<void> => {
  const Item = { pk: 'POST', sk: `COMMENT#${id}`, text: 'x'.repeat(300) };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
};

async function commentsOf({ client, tables }: Context, more: object = {}) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'POST' },
      ...more,
    }),
  );
  return Items;
}

async function judge(read: Functions[string], related: Partial<Related> = {}) {
  const { rig, log } = await openRig(ONE_TABLE, { add, read });
  await growth(rig, {
    patterns: { 'a post': (client) => client.run('read') },
    related: {
      what: 'comments',
      add: (client, random) => client.call('add', { id: random.id() }),
      counts: [2, 20, 60],
      ...related,
    },
  });
  return log;
}

describe('growth with related items', () => {
  it('passes one Query, whose units grow with what it returns', async () => {
    const log = await judge((context) => commentsOf(context));
    expect(log.lines).toEqual(['growth: no more than what is returned is worth, up to 60 comments']);
    expect(log.counts).toEqual([{ instrument: 'growth', tried: 1, broken: 0 }]);
  });

  it('passes keys by one Query and the items by BatchGetItem, a hundred at a time', async () => {
    await judge(async (context) => {
      const main = context.tables['main'] as string;
      const Keys = (await commentsOf(context, { ProjectionExpression: 'pk, sk' })).map(({ pk, sk }) => ({
        pk,
        sk,
      }));
      await context.client.send(new BatchGetCommand({ RequestItems: { [main]: { Keys } } }));
    });
  });

  it('fails a request for each item', async () => {
    const each = judge(async (context) => {
      for (const { pk, sk } of await commentsOf(context))
        await context.client.send(new GetCommand({ TableName: context.tables['main'], Key: { pk, sk } }));
    });
    await expect(each).rejects.toThrow(
      '"a post" takes 3 requests when there are 2 comments, and 61 when there are 60: 58 more, ' +
        'where the 116 more items that came back allow for 3',
    );
  });

  it('fails what is read and filtered away', async () => {
    const filtered = judge((context) =>
      commentsOf(context, { FilterExpression: 'attribute_exists(absent)', ConsistentRead: true }),
    );
    await expect(filtered).rejects.toThrow('although it returns no more items than before');
  });

  it('holds the growth to a bound of the check', async () => {
    const strict = judge((context) => commentsOf(context), { bound: () => ({ readUnits: 1 }) });
    await expect(strict).rejects.toThrow(
      'and 2.5 when there are 60: 2 more, where the 58 more items that came back allow for 1',
    );
  });

  it('takes no call for cheap that throws', async () => {
    const thrown = judge(() => Promise.reject(new Error('Implement it')));
    await expect(thrown).rejects.toThrow('read threw Error: Implement it');
  });

  it('needs something that grows', async () => {
    const { rig } = await openRig(ONE_TABLE, { add });
    await expect(growth(rig, { patterns: {} })).rejects.toThrow('there is nothing to grow');
  });
});
