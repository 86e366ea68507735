import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type BatchGetCommandInput,
  type BatchWriteCommandInput,
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
  { client, tables }: Context,
  { film, person, role }: { film: string; person: string; role: string },
): Promise<void> {
  const TableName = tables['main'];
  const exists = { ConditionExpression: 'attribute_exists(pk)' };
  const transaction = new TransactWriteCommand({
    TransactItems: [
      { ConditionCheck: { TableName, Key: filmKey(film), ...exists } },
      { ConditionCheck: { TableName, Key: personKey(person), ...exists } },
      {
        Put: {
          TableName,
          Item: { ...creditKey(film, person), type: 'credit', film, person, role },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ],
  });
  await client.send(transaction).catch(refusalAs('NoSuchFilm', 'NoSuchPerson', 'CreditExists'));
}

/** Reads films or people by their keys. A batch takes 100 keys and may hand some of them back. */
async function readNodes(
  { client, tables }: Context,
  keys: { pk: string; sk: string }[],
): Promise<Record<string, unknown>[]> {
  const TableName = tables['main'] as string;
  const found: Record<string, unknown>[] = [];
  for (let at = 0; at < keys.length; at += 100) {
    let left: BatchGetCommandInput['RequestItems'] = { [TableName]: { Keys: keys.slice(at, at + 100) } };
    while (left !== undefined && Object.keys(left).length > 0) {
      const { Responses = {}, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: left }),
      );
      found.push(...(Responses[TableName] ?? []));
      left = UnprocessedKeys;
    }
  }
  return found;
}

/** The film with its credits; null if there is no such film. */
export async function getFilm(context: Context, { film }: { film: string }): Promise<FilmPage | null> {
  const { client, tables } = context;
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :film',
      ExpressionAttributeValues: { ':film': filmNode(film) },
    }),
  );
  const node = Items.find((item) => item['type'] === 'film') as FilmPage | undefined;
  if (node === undefined) return null;
  const edges = Items.filter((item) => item['type'] === 'credit') as { person: string; role: string }[];
  const people = await readNodes(
    context,
    edges.map(({ person }) => personKey(person)),
  );
  const names = new Map(people.map((item) => [item['person'], item['name'] as string]));
  const credits = edges.map(({ person, role }) => ({ person, name: names.get(person) ?? '', role }));
  return { film, title: node.title, year: node.year, credits };
}

/** The person with their credits; null if there is no such person. */
export async function getPerson(
  context: Context,
  { person }: { person: string },
): Promise<PersonPage | null> {
  const { client, tables } = context;
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
  const edges = Items.filter((item) => item['type'] === 'credit') as { film: string; role: string }[];
  const films = await readNodes(
    context,
    edges.map(({ film }) => filmKey(film)),
  );
  const found = new Map(films.map((item) => [item['film'], item as unknown as FilmPage]));
  const credits = edges.map(({ film, role }) => {
    const { title = '', year = 0 } = found.get(film) ?? {};
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
    await writeBatch(client, { [TableName]: deletes.slice(at, at + BATCH_MAX) });
  }
}

const BATCH_MAX = 25;

/** Sends a batch again until DynamoDB has processed all of it. */
async function writeBatch(
  client: Context['client'],
  requests: BatchWriteCommandInput['RequestItems'],
): Promise<void> {
  let left = requests;
  while (left !== undefined && Object.keys(left).length > 0) {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: left }));
    left = UnprocessedItems;
  }
}

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
