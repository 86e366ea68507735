import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Membership {
  club: string;
  person: string;
}

export async function join({ client, tables }: Context, { club, person }: Membership): Promise<void> {
  const Item = { pk: `CLUB#${club}`, sk: `PERSON#${person}`, person };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function membersOf({ client, tables }: Context, { club }: { club: string }): Promise<string[]> {
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName: tables['main'],
      FilterExpression: 'pk = :club',
      ExpressionAttributeValues: { ':club': `CLUB#${club}` },
    }),
  );
  return Items.map((item) => String(item['person']));
}
