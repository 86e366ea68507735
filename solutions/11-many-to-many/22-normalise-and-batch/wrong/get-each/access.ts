import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { boardPk, noticeKey, profileKey } from './table.ts';

/** A person as a page shows them: with null twice where there is no profile. */
export interface Person {
  person: string;
  name: string | null;
  status: string | null;
}

export interface Page {
  notices: { notice: string; text: string; author: Person; mentions: Person[] }[];
  /** Brings the next page, given as `before`; null on the last page. */
  next: unknown;
}

/** Enters a profile, or changes the one that is there. */
export async function saveProfile(
  { client, tables }: Context,
  { person, name, status }: { person: string; name: string; status: string },
): Promise<void> {
  const Item = { ...profileKey(person), person, name, status };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

/** Takes a profile out; does nothing if there is none. */
export async function removeProfile(
  { client, tables }: Context,
  { person }: { person: string },
): Promise<void> {
  await client.send(new DeleteCommand({ TableName: tables['main'], Key: profileKey(person) }));
}

/** Hangs up a notice and tells its id. It names its people by their ids only: whatever else they are may change. */
export async function postNotice(
  { client, tables, newId }: Context,
  { board, author, text, mentions }: { board: string; author: string; text: string; mentions: string[] },
): Promise<{ notice: string }> {
  const notice = newId();
  const Item = { ...noticeKey(board, notice), notice, author, text, mentions };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
  return { notice };
}

interface Notice {
  notice: string;
  author: string;
  text: string;
  mentions: string[];
}

/** Up to 25 notices of a board, newest first, each with its people as they are now. */
export async function readBoard(
  context: Context,
  { board, before }: { board: string; before: unknown },
): Promise<Page> {
  const { notices, next } = await readNotices(context, { board, before });
  const people = notices.flatMap(({ author, mentions }) => [author, ...mentions]);
  const profiles = await readProfiles(context, new Set(people));
  const shown = (person: string): Person => {
    const { name = null, status = null } = profiles.get(person) ?? {};
    return { person, name, status };
  };
  return {
    notices: notices.map(({ notice, text, author, mentions }) => ({
      notice,
      text,
      author: shown(author),
      mentions: mentions.map(shown),
    })),
    next,
  };
}

const PAGE_NOTICES = 25;

async function readNotices(
  { client, tables }: Context,
  { board, before }: { board: string; before: unknown },
): Promise<{ notices: Notice[]; next: string | null }> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :board',
      ExpressionAttributeValues: { ':board': boardPk(board) },
      ScanIndexForward: false,
      Limit: PAGE_NOTICES,
      ...(before !== null && { ExclusiveStartKey: noticeKey(board, before as string) }),
    }),
  );
  const next = LastEvaluatedKey === undefined ? null : (LastEvaluatedKey['sk'] as string);
  return { notices: Items as Notice[], next };
}

type Profile = Partial<Record<'name' | 'status', string>>;

/** The profiles that there are, by person. All requests are under way at the same time. */
async function readProfiles(
  { client, tables }: Context,
  people: ReadonlySet<string>,
): Promise<Map<string, Profile>> {
  const found = await Promise.all(
    [...people].map(async (person): Promise<[string, Profile][]> => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tables['main'], Key: profileKey(person), ConsistentRead: true }),
      );
      return Item === undefined ? [] : [[person, Item as Profile]];
    }),
  );
  return new Map(found.flat());
}
