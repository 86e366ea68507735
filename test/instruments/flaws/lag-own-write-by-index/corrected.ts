import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Member {
  id: string;
  mail: string;
}

export async function join({ client, tables }: Context, { id, mail }: Member): Promise<void> {
  const Item = { pk: `MEMBER#${id}`, sk: 'MEMBER', id, mail, gsiPk: mail, gsiSk: id };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** The member knows their own id, so that the table can be read, and consistently. */
export async function profile({ client, tables }: Context, { id }: Member): Promise<Member | null> {
  const { Item } = await client.send(
    new GetCommand({
      TableName: tables['main'],
      Key: { pk: `MEMBER#${id}`, sk: 'MEMBER' },
      ConsistentRead: true,
    }),
  );
  return (Item as Member | undefined) ?? null;
}
