import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Subscription {
  newsletter: string;
  reader: string;
}

const keyOf = ({ newsletter, reader }: Subscription) => ({
  pk: `NEWS#${newsletter}`,
  sk: `READER#${reader}`,
});

export async function subscribe({ client, tables }: Context, input: Subscription): Promise<void> {
  await client.send(
    new PutCommand({ TableName: tables['main'], Item: { ...keyOf(input), wantsMail: true } }),
  );
}

export async function unsubscribe({ client, tables }: Context, input: Subscription): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: keyOf(input),
      UpdateExpression: 'SET wantsMail = :false',
      ExpressionAttributeValues: { ':false': false },
    }),
  );
}

/** Decides whether a reader gets the next issue. A read without ConsistentRead may come from a replica that is behind. */
export async function getsMail({ client, tables }: Context, input: Subscription): Promise<boolean> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: keyOf(input) }));
  return Item?.['wantsMail'] === true;
}
