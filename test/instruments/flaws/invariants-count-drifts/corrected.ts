import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Like {
  post: string;
  person: string;
}

type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const keyOf = ({ post, person }: Like) => ({ pk: `POST#${post}`, sk: `LIKE#${person}` });

/** The like and the count change together or not at all; where there is nothing to change, that is right. */
async function change({ client, tables }: Context, action: Action, to: { post: string; by: number }) {
  const Update = {
    TableName: tables['main'],
    Key: { pk: `POST#${to.post}`, sk: 'POST' },
    UpdateExpression: 'ADD likes :by',
    ExpressionAttributeValues: { ':by': to.by },
  };
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [action, { Update }] }));
  } catch (error) {
    const { name, CancellationReasons = [] } = error as Error & { CancellationReasons?: { Code?: string }[] };
    const isDone = CancellationReasons[0]?.Code === 'ConditionalCheckFailed';
    if (name !== 'TransactionCanceledException' || !isDone) throw error;
  }
}

export async function like(context: Context, like: Like): Promise<void> {
  const Put = {
    TableName: context.tables['main'],
    Item: keyOf(like),
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  await change(context, { Put }, { post: like.post, by: 1 });
}

export async function unlike(context: Context, like: Like): Promise<void> {
  const Delete = {
    TableName: context.tables['main'],
    Key: keyOf(like),
    ConditionExpression: 'attribute_exists(pk)',
  };
  await change(context, { Delete }, { post: like.post, by: -1 });
}

export async function likesOf({ client, tables }: Context, { post }: { post: string }): Promise<number> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: { pk: `POST#${post}`, sk: 'POST' } }),
  );
  return Number(Item?.['likes'] ?? 0);
}
