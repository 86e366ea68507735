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
import { halfKeys, personKey, recordKey, stem, type Direction, type Tie } from './table.ts';

export interface Person {
  person: string;
  name: string;
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
    TableName: tables['people'],
    Item: { ...personKey(person), person, name },
    ConditionExpression: 'attribute_not_exists(person)',
  });
  await client.send(put).catch(refusalAs('PersonExists'));
}

/** The person; null if there is none of that id. */
export async function getPerson(
  { client, tables }: Context,
  { person }: { person: string },
): Promise<Person | null> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['people'], Key: personKey(person), ConsistentRead: true }),
  );
  return Item === undefined ? null : { person, name: Item['name'] as string };
}

/** Enters a tie between two people. Throws NoSuchPerson or TieExists. */
export async function addTie(context: Context, tie: Tie): Promise<void> {
  const { client, tables } = context;
  const { person, type, other, since } = tie;
  const [mine, theirs] = await Promise.all([
    getPerson(context, { person }),
    getPerson(context, { person: other }),
  ]);
  if (mine === null || theirs === null) throw named('NoSuchPerson');
  const TableName = tables['people'];
  const staying = (id: string) => ({
    ConditionCheck: {
      TableName,
      Key: personKey(id),
      ConditionExpression: 'attribute_exists(person) AND attribute_not_exists(leaving)',
    },
  });
  const record = {
    TableName: tables['ties'],
    Item: { ...recordKey({ person, type, other }), since },
    ConditionExpression: 'attribute_not_exists(link)',
  };
  const keys = halfKeys(tie);
  const half = (direction: Direction, { person: id, name }: Person) => ({
    Put: { TableName, Item: { ...keys[direction], direction, type, other: id, name, since } },
  });
  const transaction = new TransactWriteCommand({
    TransactItems: [staying(person), staying(other), { Put: record }, half('out', theirs), half('in', mine)],
  });
  await client.send(transaction).catch(refusalAs('NoSuchPerson', 'NoSuchPerson', 'TieExists'));
}

/** Ends a tie. Throws NoSuchTie when there is none. */
export async function removeTie(context: Context, tie: Omit<Tie, 'since'>): Promise<void> {
  const { client, tables } = context;
  for (;;) {
    const { Item } = await client.send(
      new GetCommand({ TableName: tables['ties'], Key: recordKey(tie), ConsistentRead: true }),
    );
    if (Item === undefined) throw named('NoSuchTie');
    const since = Item['since'] as string;
    // Somebody may end the tie and enter it with another day meanwhile; then the halves lie elsewhere.
    const transaction = new TransactWriteCommand({ TransactItems: deletesOf(tables, { ...tie, since }) });
    const outcome = await client.send(transaction).catch(refusalAs('TieChanged')).catch(unless('TieChanged'));
    if (outcome !== 'TieChanged') return;
  }
}

/** The record, on the condition that the tie still has this day, and both halves. */
function deletesOf(tables: Context['tables'], tie: Tie) {
  const keys = halfKeys(tie);
  const TableName = tables['people'];
  return [
    {
      Delete: {
        TableName: tables['ties'],
        Key: recordKey(tie),
        ConditionExpression: 'since = :since',
        ExpressionAttributeValues: { ':since': tie.since },
      },
    },
    { Delete: { TableName, Key: keys.out } },
    { Delete: { TableName, Key: keys.in } },
  ];
}

/** A person's neighbours by one type of tie, oldest tie first; `from` and `until` are days that belong to the range. */
export async function listTies(
  { client, tables }: Context,
  { person, type, direction, from = FIRST_DAY, until = LAST_DAY }: View & { from?: string; until?: string },
): Promise<Neighbour[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['people'],
      KeyConditionExpression: 'person = :person AND entry BETWEEN :from AND :until',
      ExpressionAttributeValues: {
        ':person': person,
        ':from': stem(direction, type, from),
        // Behind the day comes |, and } is the character after it.
        ':until': `${stem(direction, type, until)}}`,
      },
      ConsistentRead: true,
    }),
  );
  return (Items as Half[]).map(({ other, name, since }) => ({ person: other, name, since }));
}

interface Half extends Neighbour {
  direction: Direction;
  type: string;
  other: string;
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
  const TableName = tables['people'];
  // From this request on nobody can tie the person to anybody, so the Query below sees all that there will ever be.
  const mark = new UpdateCommand({
    TableName,
    Key: personKey(person),
    UpdateExpression: 'SET leaving = :yes',
    ConditionExpression: 'attribute_exists(person)',
    ExpressionAttributeValues: { ':yes': true },
  });
  await client.send(mark).catch(refusalAs('NoSuchPerson'));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'person = :person',
      ExpressionAttributeValues: { ':person': person },
      ConsistentRead: true,
    }),
  );
  const all = (Items as (Partial<Half> & { person: string })[]).filter(isHalf).map(tieOf);
  for (let at = 0; at < all.length; at += TIES_AT_ONCE) {
    const deletes = all.slice(at, at + TIES_AT_ONCE).flatMap((tie) => deletesAnyway(tables, tie));
    await client.send(new TransactWriteCommand({ TransactItems: deletes }));
  }
  // Last of all the person: as long as they are there, a call after a crash finds the mark and goes on.
  await client.send(new DeleteCommand({ TableName, Key: personKey(person) }));
}

/** A tie is three deletes, and a transaction has room for 100 actions. */
const TIES_AT_ONCE = 33;

const isHalf = (item: Partial<Half>): item is Half => item.direction !== undefined;

const tieOf = ({ person, direction, type, other, since }: Half): Tie =>
  direction === 'out' ? { person, type, other, since } : { person: other, type, other: person, since };

/** Nobody can enter the tie anew, so what is gone already does no harm. */
function deletesAnyway(tables: Context['tables'], tie: Tie) {
  const keys = halfKeys(tie);
  return [
    { Delete: { TableName: tables['ties'], Key: recordKey(tie) } },
    { Delete: { TableName: tables['people'], Key: keys.out } },
    { Delete: { TableName: tables['people'], Key: keys.in } },
  ];
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** Gives the name of an error that was expected, and throws every other. */
const unless = (name: string) => (error: unknown) => {
  if ((error as Error).name === name) return name;
  throw error;
};

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
