import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { bothEnds, halfKey, owner, personKey, type Direction, type Seen } from './table.ts';

export interface Person {
  person: string;
  name: string;
}

/** "`person` manages `other`": the type is a word such as `manages`. */
export interface Tie {
  person: string;
  type: string;
  other: string;
}

export interface Neighbour extends Person {
  since: string;
}

export interface View {
  person: string;
  type: string;
  direction: Direction;
}

/** Enters a person. Throws an error named PersonExists when there is one of that id. */
export async function addPerson({ client, tables }: Context, { person, name }: Person): Promise<void> {
  const put = new PutCommand({
    TableName: tables['main'],
    Item: { ...personKey(person), person, name },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await client.send(put).catch(refusalAs('PersonExists'));
}

/** The person; null if there is none of that id. */
export async function getPerson(
  { client, tables }: Context,
  { person }: { person: string },
): Promise<Person | null> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: personKey(person), ConsistentRead: true }),
  );
  return Item === undefined ? null : { person, name: Item['name'] as string };
}

/** Enters a tie between two people. Throws NoSuchPerson or TieExists. */
export async function addTie(context: Context, { since, ...tie }: Tie & { since: string }): Promise<void> {
  const { client, tables } = context;
  const TableName = tables['main'];
  const { person, other } = tie;
  const [mine, theirs] = await Promise.all([
    getPerson(context, { person }),
    getPerson(context, { person: other }),
  ]);
  if (mine === null || theirs === null) throw named('NoSuchPerson');
  const staying = (id: string) => ({
    ConditionCheck: {
      TableName,
      Key: personKey(id),
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(leaving)',
    },
  });
  const [out, into] = bothEnds(tie);
  const half = (seen: Seen, name: string) => ({
    Put: {
      TableName,
      Item: { ...halfKey(seen), ...seen, name, since },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  const transaction = new TransactWriteCommand({
    TransactItems: [staying(person), staying(other), half(out, theirs.name), half(into, mine.name)],
  });
  await client.send(transaction).catch(refusalAs('NoSuchPerson', 'NoSuchPerson', 'TieExists', 'TieExists'));
}

/** Ends a tie. Throws NoSuchTie when there is none. */
export async function removeTie({ client, tables }: Context, tie: Tie): Promise<void> {
  const TableName = tables['main'];
  const transaction = new TransactWriteCommand({
    TransactItems: bothEnds(tie).map((seen) => ({
      Delete: { TableName, Key: halfKey(seen), ConditionExpression: 'attribute_exists(pk)' },
    })),
  });
  await client.send(transaction).catch(refusalAs('NoSuchTie', 'NoSuchTie'));
}

/** A person's neighbours by one type of tie, oldest tie first; `from` and `until` are days that belong to the range. */
export async function listTies(
  { client, tables }: Context,
  { person, type, direction, from = FIRST_DAY, until = LAST_DAY }: View & { from?: string; until?: string },
): Promise<Neighbour[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :type)',
      FilterExpression: 'since BETWEEN :from AND :until',
      ExpressionAttributeValues: {
        ':pk': owner(person),
        ':type': `${direction}#${type}#`,
        ':from': from,
        ':until': until,
      },
      ConsistentRead: true,
    }),
  );
  return (Items as (Seen & Neighbour)[])
    .map(({ other, name, since }) => ({ person: other, name, since }))
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** Who is two ties of that type and direction away, and neither the person nor a neighbour: each once. */
export async function listSecond(context: Context, { person, type, direction }: View): Promise<Person[]> {
  const near = await listTies(context, { person, type, direction });
  const lists = await Promise.all(
    near.map(({ person: neighbour }) => listTies(context, { person: neighbour, type, direction })),
  );
  const known = new Set([person, ...near.map((neighbour) => neighbour.person)]);
  const found = new Map<string, Person>();
  for (const { person: id, name } of lists.flat()) {
    if (!known.has(id)) found.set(id, { person: id, name });
  }
  return [...found.values()];
}

/** Removes a person and all their ties; called again after a crash it finishes. Throws NoSuchPerson. */
export async function removePerson(
  { client, tables }: Context,
  { person }: { person: string },
): Promise<void> {
  const TableName = tables['main'];
  // From this request on nobody can tie the person to anybody, so the Query below sees all that there will ever be.
  const mark = new UpdateCommand({
    TableName,
    Key: personKey(person),
    UpdateExpression: 'SET leaving = :yes',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':yes': true },
  });
  await client.send(mark).catch(refusalAs('NoSuchPerson'));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': owner(person) },
      ConsistentRead: true,
    }),
  );
  const halves = (Items as Partial<Seen>[]).filter(isHalf);
  for (let at = 0; at < halves.length; at += TIES_AT_ONCE) {
    const deletes = halves.slice(at, at + TIES_AT_ONCE).flatMap((half) => withOppositeHalf(half));
    const transaction = deletes.map((Key) => ({ Delete: { TableName, Key } }));
    await client.send(new TransactWriteCommand({ TransactItems: transaction }));
  }
  // Last of all the person: as long as they are there, a call after a crash finds the mark and goes on.
  await client.send(new DeleteCommand({ TableName, Key: personKey(person) }));
}

/** A tie is two deletes, and a transaction has room for 100 actions. */
const TIES_AT_ONCE = 50;

const isHalf = (item: Partial<Seen>): item is Seen => item.direction !== undefined;

function withOppositeHalf({ person, direction, type, other }: Seen) {
  const opposite: Direction = direction === 'out' ? 'in' : 'out';
  return [
    halfKey({ person, direction, type, other }),
    halfKey({ person: other, direction: opposite, type, other: person }),
  ];
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
