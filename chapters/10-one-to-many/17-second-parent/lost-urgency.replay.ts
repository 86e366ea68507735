// A handover in one transaction, without a condition, and an office that makes the ticket urgent in between.
import { GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, races, type Rig } from '@keysmith/instruments';
import type { Context, Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  tickets: {
    AttributeDefinitions: [
      { AttributeName: 'user', AttributeType: S },
      { AttributeName: 'ticket', AttributeType: S },
    ],
    KeySchema: [
      { AttributeName: 'user', KeyType: 'HASH' },
      { AttributeName: 'ticket', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;

export const items = {
  tickets: [{ user: 'u-3', ticket: 't-31', subject: 'Radiator on floor 4 leaks', urgency: 3 }],
};

export async function handOver({ client, tables }: Context, { to }: { to: string }) {
  const TableName = tables['tickets'];
  const Key = { user: 'u-3', ticket: 't-31' };
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  await client.send(
    new TransactWriteCommand({
      TransactItems: [{ Delete: { TableName, Key } }, { Put: { TableName, Item: { ...Item, user: to } } }],
    }),
  );
}

/** True if the ticket was still there to be made urgent. */
export async function makeUrgent({ client, tables }: Context): Promise<boolean> {
  const update = new UpdateCommand({
    TableName: tables['tickets'],
    Key: { user: 'u-3', ticket: 't-31' },
    UpdateExpression: 'SET urgency = :ten',
    ConditionExpression: 'attribute_exists(ticket)',
    ExpressionAttributeValues: { ':ten': 10 },
  });
  return client.send(update).then(
    () => true,
    () => false,
  );
}

export const find = (rig: Rig) =>
  races(rig, {
    clients: {
      'the handover': (client) => client.call('handOver', { to: 'u-8' }),
      'the office': (client) => client.call('makeUrgent'),
    },
    async afterwards(after, [, wasUrgent]) {
      const [ticket] = await after.items('tickets');
      if (wasUrgent === true)
        expect(ticket?.['urgency'], 'the urgency of t-31, which was set to 10').toBe(10);
    },
  });
