import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { creditKey, filmKey, filmNode, personKey, personNode } from './table.ts';

export interface FilmPage {
  film: string;
  title: string;
  year: number;
  credits: { person: string; name: string; role: string }[];
}

export interface PersonPage {
  person: string;
  name: string;
  credits: { film: string; title: string; year: number; role: string }[];
}

/** Enters a film. Throws an error named FilmExists when there is one of that id. */
export async function addFilm(
  { client, tables }: Context,
  { film, title, year }: { film: string; title: string; year: number },
): Promise<void> {
  const put = new PutCommand({
    TableName: tables['main'],
    Item: { ...filmKey(film), type: 'film', film, title, year },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await client.send(put).catch(refusalAs('FilmExists'));
}

/** Enters a person. Throws an error named PersonExists when there is one of that id. */
export async function addPerson(
  { client, tables }: Context,
  { person, name }: { person: string; name: string },
): Promise<void> {
  const put = new PutCommand({
    TableName: tables['main'],
    Item: { ...personKey(person), type: 'person', person, name },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await client.send(put).catch(refusalAs('PersonExists'));
}

/** Credits a person on a film. Throws NoSuchFilm, NoSuchPerson or CreditExists. */
export async function addCredit(
  context: Context,
  { film, person, role }: { film: string; person: string; role: string },
): Promise<void> {
  const { client, tables } = context;
  const TableName = tables['main'];
  const [{ title, year }, { name }] = await readNodes(context, { film, person });
  const exists = { ConditionExpression: 'attribute_exists(pk)' };
  const transaction = new TransactWriteCommand({
    TransactItems: [
      // The film may have been removed since it was read: only a check inside the write is a check.
      { ConditionCheck: { TableName, Key: filmKey(film), ...exists } },
      { ConditionCheck: { TableName, Key: personKey(person), ...exists } },
      {
        Put: {
          TableName,
          Item: { ...creditKey(film, person), type: 'credit', film, title, year, person, name, role },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ],
  });
  await client.send(transaction).catch(refusalAs('NoSuchFilm', 'NoSuchPerson', 'CreditExists'));
}

/** What a credit copies of its film and its person. None of it ever changes. */
async function readNodes(
  { client, tables }: Context,
  { film, person }: { film: string; person: string },
): Promise<[{ title: string; year: number }, { name: string }]> {
  const read = { TableName: tables['main'], ConsistentRead: true };
  const [filmNow, personNow] = await Promise.all([
    client.send(new GetCommand({ ...read, Key: filmKey(film) })),
    client.send(new GetCommand({ ...read, Key: personKey(person) })),
  ]);
  if (filmNow.Item === undefined) throw named('NoSuchFilm');
  if (personNow.Item === undefined) throw named('NoSuchPerson');
  return [filmNow.Item as { title: string; year: number }, personNow.Item as { name: string }];
}

/** The film with its credits; null if there is no such film. */
export async function getFilm(
  { client, tables }: Context,
  { film }: { film: string },
): Promise<FilmPage | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :film',
      ExpressionAttributeValues: { ':film': filmNode(film) },
    }),
  );
  const node = Items.find((item) => item['type'] === 'film') as FilmPage | undefined;
  if (node === undefined) return null;
  const credits = Items.filter((item) => item['type'] === 'credit').map((item) => {
    const { person, name, role } = item as FilmPage['credits'][number];
    return { person, name, role };
  });
  return { film, title: node.title, year: node.year, credits };
}

/** The person with their credits; null if there is no such person. */
export async function getPerson(
  { client, tables }: Context,
  { person }: { person: string },
): Promise<PersonPage | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: 'inverted',
      KeyConditionExpression: 'sk = :person',
      ExpressionAttributeValues: { ':person': personNode(person) },
    }),
  );
  const node = Items.find((item) => item['type'] === 'person') as PersonPage | undefined;
  if (node === undefined) return null;
  const credits = Items.filter((item) => item['type'] === 'credit').map((item) => {
    const { film, title, year, role } = item as PersonPage['credits'][number];
    return { film, title, year, role };
  });
  return { person, name: node.name, credits };
}

/** Changes the role of a credit. Throws NoSuchCredit when the person is not credited on the film. */
export async function changeRole(
  { client, tables }: Context,
  { film, person, role }: { film: string; person: string; role: string },
): Promise<void> {
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key: creditKey(film, person),
    UpdateExpression: 'SET #role = :role',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#role': 'role' },
    ExpressionAttributeValues: { ':role': role },
  });
  await client.send(update).catch(refusalAs('NoSuchCredit'));
}

/** Removes a film and all its credits. Throws NoSuchFilm when there is no such film. */
export async function removeFilm({ client, tables }: Context, { film }: { film: string }): Promise<void> {
  const TableName = tables['main'] as string;
  const removal = new DeleteCommand({
    TableName,
    Key: filmKey(film),
    ConditionExpression: 'attribute_exists(pk)',
  });
  // The film goes first. From then on nobody can add a credit, so the Query below sees all that there will ever be.
  await client.send(removal).catch(refusalAs('NoSuchFilm'));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :film',
      ExpressionAttributeValues: { ':film': filmNode(film) },
      ConsistentRead: true,
    }),
  );
  const deletes = Items.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
  for (let at = 0; at < deletes.length; at += BATCH_MAX) {
    const RequestItems = { [TableName]: deletes.slice(at, at + BATCH_MAX) };
    await client.send(new BatchWriteCommand({ RequestItems }));
  }
}

const BATCH_MAX = 25;

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/**
 * Turns a refused condition into the exercise's own error. For a transaction the names stand in the order of its actions;
 * the first action that was refused decides.
 */
function refusalAs(...names: string[]): (error: unknown) => never {
  return (error) => {
    if (error instanceof ConditionalCheckFailedException) throw named(names[0] as string);
    if (error instanceof TransactionCanceledException) {
      const at = (error.CancellationReasons ?? []).findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
      if (at >= 0) throw named(names[at] as string);
    }
    throw error;
  };
}
