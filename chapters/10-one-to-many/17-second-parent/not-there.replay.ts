// Tickets in a table by ticket, with an index for the user's list; the user looks right after sending.
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, lag, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  tickets: {
    AttributeDefinitions: [
      { AttributeName: 'ticket', AttributeType: S },
      { AttributeName: 'user', AttributeType: S },
    ],
    KeySchema: [{ AttributeName: 'ticket', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byUser',
        KeySchema: [
          { AttributeName: 'user', KeyType: 'HASH' },
          { AttributeName: 'ticket', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

export const items = {
  tickets: [{ ticket: 't-12', user: 'u-3', subject: 'Lift on floor 2 stuck' }],
};

export async function send(
  { client, tables }: Context,
  input: { ticket: string; user: string; subject: string },
) {
  await client.send(new PutCommand({ TableName: tables['tickets'], Item: input }));
}

export async function ticketsOf({ client, tables }: Context, { user }: { user: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['tickets'],
      IndexName: 'byUser',
      KeyConditionExpression: '#user = :user',
      ExpressionAttributeNames: { '#user': 'user' },
      ExpressionAttributeValues: { ':user': user },
    }),
  );
  return Items.map(({ ticket }) => String(ticket));
}

export const find = (rig: Rig) =>
  lag(rig, {
    async work(client) {
      await client.call('send', { ticket: 't-31', user: 'u-3', subject: 'Radiator on floor 4 leaks' });
      const list = await client.call<string[]>('ticketsOf', { user: 'u-3' });
      expect(list.join(', '), 'the tickets of u-3 right after sending t-31').toBe('t-12, t-31');
    },
  });
