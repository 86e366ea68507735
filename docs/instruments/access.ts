import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

// The blog that the checks of ../instruments.md measure. Every check passes with this file; each file in flawed/
// replaces a function or two of it, and then one check fails.

interface Comment {
  readonly post: string;
  readonly number: number;
  readonly text: string;
}

interface StreamEvent {
  readonly Records: readonly {
    readonly dynamodb: {
      readonly Keys: { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } };
    };
  }[];
}

const SHARDS = 10;
const LEASE_MS = 60_000;
const RETRY_MS = 50;

const keyOf = (post: string) => ({ pk: `POST#${post}`, sk: 'POST' });
const commentKey = (post: string, number: number) => ({
  pk: `COMMENTS#${post}`,
  sk: String(number).padStart(6, '0'),
});

export async function publish(
  { client, tables }: Context,
  { post, title }: { post: string; title: string },
): Promise<void> {
  await client.send(
    new PutCommand({ TableName: tables['main'], Item: { ...keyOf(post), post, title, headline: title } }),
  );
}

export async function show({ client, tables }: Context, { post }: { post: string }): Promise<string | null> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: keyOf(post), ConsistentRead: true }),
  );
  return (Item?.['title'] as string | undefined) ?? null;
}

/** A person likes a post once, however often the request arrives: the like and the count change together. */
export async function like(
  { client, tables, sleep }: Context,
  { post, person }: { post: string; person: string },
): Promise<void> {
  const TableName = tables['main'];
  const Put = {
    TableName,
    Item: { pk: `LIKES#${post}`, sk: person },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  const Update = {
    TableName,
    Key: keyOf(post),
    UpdateExpression: 'ADD likes :one',
    ExpressionAttributeValues: { ':one': 1 },
  };
  for (;;) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [{ Put }, { Update }] }));
      return;
    } catch (error) {
      const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
      if (reasons?.[0]?.Code === 'ConditionalCheckFailed') return;
      if (!reasons?.some(({ Code }) => Code === 'TransactionConflict')) throw error;
      await sleep(RETRY_MS);
    }
  }
}

export async function likesOf({ client, tables }: Context, { post }: { post: string }): Promise<number> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: keyOf(post), ConsistentRead: true }),
  );
  return Number(Item?.['likes'] ?? 0);
}

export async function likedBy(context: Context, { post }: { post: string }): Promise<string[]> {
  return (await collection(context, `LIKES#${post}`)).map((item) => String(item['sk']));
}

export async function comment({ client, tables }: Context, { post, number, text }: Comment): Promise<void> {
  await client.send(
    new PutCommand({ TableName: tables['main'], Item: { ...commentKey(post, number), text } }),
  );
}

export async function commentsOf(context: Context, { post }: { post: string }): Promise<string[]> {
  return (await collection(context, `COMMENTS#${post}`)).map((item) => String(item['text']));
}

/** Every item of an item collection, page by page. */
async function collection(
  { client, tables }: Pick<Context, 'client' | 'tables'>,
  pk: string,
): Promise<Record<string, unknown>[]> {
  const input = {
    TableName: tables['main'],
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
  };
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, input)) items.push(...Items);
  return items;
}

/** Counts a view in one of ten items, so that no single one gets all the writes. */
export async function view(
  { client, tables }: Context,
  { post, visit }: { post: string; visit: number },
): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: tables['main'],
      Key: { pk: `VIEWS#${post}#${visit % SHARDS}`, sk: 'VIEWS' },
      UpdateExpression: 'ADD #views :one',
      ExpressionAttributeNames: { '#views': 'views' },
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}

/** Lets one editor at a post for a minute, and says whether it did. Time to live clears away the lease some day. */
export async function edit(
  { client, tables, now }: Context,
  { post, editor }: { post: string; editor: string },
): Promise<boolean> {
  const leaseEnds = now() + LEASE_MS;
  const Item = { pk: `LEASE#${post}`, sk: 'LEASE', editor, leaseEnds, expires: Math.ceil(leaseEnds / 1000) };
  try {
    await client.send(
      new PutCommand({
        TableName: tables['main'],
        Item,
        ConditionExpression: 'attribute_not_exists(pk) OR leaseEnds <= :now',
        ExpressionAttributeValues: { ':now': now() },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

/** Consumes the stream: notes each comment in the feed, under its own key, so that a second delivery changes nothing. */
export async function onChanges({ client, tables }: Context, { Records }: StreamEvent): Promise<void> {
  for (const { dynamodb } of Records) {
    const { pk, sk } = dynamodb.Keys;
    if (!pk.S.startsWith('COMMENTS#')) continue;
    await client.send(
      new PutCommand({ TableName: tables['main'], Item: { pk: 'FEED', sk: `${pk.S}#${sk.S}` } }),
    );
  }
}

export async function feed(context: Context): Promise<string[]> {
  return (await collection(context, 'FEED')).map((item) => String(item['sk']));
}
