import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Member {
  id: string;
  mail: string;
}

export async function join({ client, tables }: Context, { id, mail }: Member): Promise<void> {
  const Item = { pk: `MEMBER#${id}`, sk: 'MEMBER', id, mail, gsiPk: mail, gsiSk: id };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Looks the member up by mail address, also for the member who has just joined. */
export async function profile({ client, tables }: Context, { mail }: Member): Promise<Member | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: 'byGsi',
      KeyConditionExpression: 'gsiPk = :mail',
      ExpressionAttributeValues: { ':mail': mail },
    }),
  );
  return (Items[0] as Member | undefined) ?? null;
}
