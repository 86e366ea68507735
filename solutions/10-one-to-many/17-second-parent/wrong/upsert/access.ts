import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

/** A ticket as it stands in a list. */
export interface Entry {
  ticket: string;
  user: string;
  org: string;
  subject: string;
  urgency: number;
  opened: number;
}

export interface Ticket extends Entry {
  text: string;
}

/** Opens a ticket now, and returns its new id. */
export async function openTicket(
  { client, tables, newId, now }: Context,
  input: { user: string; org: string; subject: string; text: string; urgency: number },
): Promise<{ ticket: string }> {
  const ticket = newId();
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...input, ticket, opened: now() } }));
  return { ticket };
}

/** The ticket with its text; null if the user has no such ticket. */
export async function getTicket(
  { client, tables }: Context,
  { user, ticket }: { user: string; ticket: string },
): Promise<Ticket | null> {
  const get = new GetCommand({ TableName: tables['main'], Key: { user, ticket }, ConsistentRead: true });
  const { Item } = await client.send(get);
  return (Item as Ticket | undefined) ?? null;
}

/** The user's newest tickets, newest first. Shows at once whatever was written before. */
export async function ticketsOfUser(
  { client, tables }: Context,
  { user, count }: { user: string; count: number },
): Promise<Entry[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: '#user = :user',
      ExpressionAttributeNames: { '#user': 'user' },
      ExpressionAttributeValues: { ':user': user },
      ScanIndexForward: false,
      Limit: count,
      ConsistentRead: true,
    }),
  );
  return Items.map(toEntry);
}

/** The organisation's most urgent tickets, and of equally urgent ones the newest first. */
export async function ticketsOfOrg(
  { client, tables }: Context,
  { org, count }: { org: string; count: number },
): Promise<Entry[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: 'board',
      KeyConditionExpression: 'org = :org',
      ExpressionAttributeValues: { ':org': org },
      ScanIndexForward: false,
      Limit: count,
    }),
  );
  return Items.map(toEntry);
}

function toEntry(item: Record<string, unknown>): Entry {
  const { ticket, user, org, subject, urgency, opened } = item as unknown as Entry;
  return { ticket, user, org, subject, urgency, opened };
}

/** Changes the urgency. Throws an error named TicketNotFound when the user has no such ticket. */
export async function setUrgency(
  context: Context,
  { user, ticket, urgency }: { user: string; ticket: string; urgency: number },
): Promise<void> {
  await change(context, { user, ticket }, { urgency });
}

/** Sends the ticket to another organisation. Throws TicketNotFound when the user has no such ticket. */
export async function moveToOrg(
  context: Context,
  { user, ticket, org }: { user: string; ticket: string; org: string },
): Promise<void> {
  await change(context, { user, ticket }, { org });
}

/** Sets one attribute. It may be part of the index's key: DynamoDB then moves the entry. */
async function change(
  { client, tables }: Context,
  Key: { user: string; ticket: string },
  attribute: { urgency: number } | { org: string },
): Promise<void> {
  const [[name, value]] = Object.entries(attribute) as [[string, unknown]];
  const update = new UpdateCommand({
    TableName: tables['main'],
    Key,
    UpdateExpression: 'SET #name = :value',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: { ':value': value },
  });
  await client.send(update);
}

const ATTEMPTS = 5;

/** Gives the ticket to another user. Throws TicketNotFound when neither of the two has it. */
export async function handOver(
  context: Context,
  { user, ticket, to }: { user: string; ticket: string; to: string },
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const found = await getTicket(context, { user, ticket });
    if (found === null) {
      // Somebody may have done it already: this process, before it was stopped.
      if ((await getTicket(context, { user: to, ticket })) !== null) return;
      throw notFound();
    }
    if (await give(context, found, to)) return;
  }
  throw new Error(`The ticket ${ticket} changed at every one of ${ATTEMPTS} attempts to hand it over.`);
}

/** Whether the ticket was still as it was read. Only then does it change its user, and so its key. */
async function give({ client, tables }: Context, ticket: Ticket, to: string): Promise<boolean> {
  const TableName = tables['main'];
  const unchanged = {
    ConditionExpression: 'org = :org AND urgency = :urgency',
    ExpressionAttributeValues: { ':org': ticket.org, ':urgency': ticket.urgency },
  };
  const Key = { user: ticket.user, ticket: ticket.ticket };
  const transaction = new TransactWriteCommand({
    TransactItems: [
      { Delete: { TableName, Key, ...unchanged } },
      { Put: { TableName, Item: { ...ticket, user: to } } },
    ],
  });
  try {
    await client.send(transaction);
    return true;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    if (!error.CancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed')) throw error;
    return false;
  }
}

function notFound(): Error {
  return Object.assign(new Error('The user has no such ticket.'), { name: 'TicketNotFound' });
}
