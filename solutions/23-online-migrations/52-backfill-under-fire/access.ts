import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { BY_NAME, profileKey, sortNameOf, type Profile } from './table.ts';

export interface User {
  user: string;
  name: string;
  mail: string;
  /** The organisation's id; null if the user belongs to none. */
  org: string | null;
}

/** Creates a user and returns the new id. */
export async function createUser(
  { client, tables, newId, now }: Context,
  { name, mail, org }: { name: string; mail: string; org: string | null },
): Promise<{ user: string }> {
  const user = newId();
  const profile: Profile = { type: 'user', user, name, mail, sortName: sortNameOf(name) };
  if (org !== null) Object.assign(profile, { org: { id: org, since: now() }, memberOf: org });
  await client.send(new PutCommand({ TableName: tables['main'], Item: { ...profileKey(user), ...profile } }));
  return { user };
}

/** The user; null if there is none of that id. */
export async function getUser({ client, tables }: Context, { user }: { user: string }): Promise<User | null> {
  const { Item } = await client.send(new GetCommand({ TableName: tables['main'], Key: profileKey(user) }));
  if (Item === undefined) return null;
  const { name, mail, org } = Item as Profile;
  return { user, name, mail, org: org?.id ?? null };
}

/** Gives the user another name. Throws an error named UserNotFound if there is none. */
export async function renameUser(
  context: Context,
  { user, name }: { user: string; name: string },
): Promise<void> {
  await update(context, user, {
    UpdateExpression: 'SET #name = :name, sortName = :sortName',
    ExpressionAttributeNames: { '#name': 'name' },
    ExpressionAttributeValues: { ':name': name, ':sortName': sortNameOf(name) },
  });
}

/** Gives the user another mail address. Throws an error named UserNotFound if there is none. */
export async function changeMail(
  context: Context,
  { user, mail }: { user: string; mail: string },
): Promise<void> {
  await update(context, user, {
    UpdateExpression: 'SET mail = :mail',
    ExpressionAttributeValues: { ':mail': mail },
  });
}

/** Moves the user to another organisation, or out of any. Throws an error named UserNotFound if there is none. */
export async function moveUser(
  context: Context,
  { user, org }: { user: string; org: string | null },
): Promise<void> {
  if (org === null) return update(context, user, { UpdateExpression: 'REMOVE org, memberOf' });
  return update(context, user, {
    UpdateExpression: 'SET org = :org, memberOf = :id',
    ExpressionAttributeValues: { ':org': { id: org, since: context.now() }, ':id': org },
  });
}

/** Updates a user's item, if there is one. */
async function update(
  { client, tables }: Context,
  user: string,
  change: Pick<
    UpdateCommandInput,
    'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
  >,
): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tables['main'],
        Key: profileKey(user),
        ConditionExpression: 'attribute_exists(pk)',
        ...change,
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw Object.assign(new Error(`There is no user ${user}.`), { name: 'UserNotFound' });
  }
}

/** Deletes the user; nothing happens if there is none. */
export async function deleteUser({ client, tables }: Context, { user }: { user: string }): Promise<void> {
  await client.send(new DeleteCommand({ TableName: tables['main'], Key: profileKey(user) }));
}

export interface Member {
  user: string;
  name: string;
}

/** The organisation's first `count` members by name, in any case, and by id where names are the same. */
export async function listMembers(
  { client, tables }: Context,
  { org, count }: { org: string; count: number },
): Promise<Member[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: BY_NAME,
      KeyConditionExpression: 'memberOf = :org',
      ExpressionAttributeValues: { ':org': org },
      Limit: count,
    }),
  );
  return Items.map(({ user, name }) => ({ user, name }) as Member);
}
