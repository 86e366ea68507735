import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import {
  INVITATIONS,
  MEMBERS,
  WORKSPACE,
  invitationKey,
  memberKey,
  partition,
  workspaceKey,
} from './table.ts';

export interface Member {
  member: string;
  name: string;
  role: string;
  joined: number;
}

export interface WorkspacePage {
  workspace: string;
  name: string;
  plan: string;
  members: Member[];
}

export interface Invitation {
  mail: string;
  invited: number;
}

/** Opens a workspace. Throws an error named WorkspaceExists when the id is taken. */
export async function createWorkspace(
  { client, tables }: Context,
  { workspace, name, plan }: { workspace: string; name: string; plan: string },
): Promise<void> {
  try {
    await client.send(
      new PutCommand({
        TableName: tables['main'],
        Item: { ...workspaceKey(workspace), type: 'workspace', workspace, name, plan },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw Object.assign(new Error(`There is a workspace ${workspace} already.`), { name: 'WorkspaceExists' });
  }
}

/** Adds a member, who joins now, and returns the new id. */
export async function addMember(
  { client, tables, newId, now }: Context,
  { workspace, name, role }: { workspace: string; name: string; role: string },
): Promise<{ member: string }> {
  const member = newId();
  await client.send(
    new PutCommand({
      TableName: tables['main'],
      Item: { ...memberKey(workspace, member), type: 'member', member, name, role, joined: now() },
    }),
  );
  return { member };
}

/** The workspace with all its members, oldest first; null if there is no such workspace. */
export async function getWorkspace(
  context: Context,
  { workspace }: { workspace: string },
): Promise<WorkspacePage | null> {
  return toPage(await findAll(context, workspace), 'oldest first');
}

/** Everything that belongs to the workspace, the last by its sort key first. */
async function findAll({ client, tables }: Context, workspace: string): Promise<Row[]> {
  const found: Row[] = [];
  let cursor: Row | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: tables['main'],
        FilterExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': partition(workspace) },
        ...(cursor && { ExclusiveStartKey: cursor }),
      }),
    );
    found.push(...Items);
    cursor = LastEvaluatedKey;
  } while (cursor !== undefined);
  return found.reverse();
}

/** The workspace with its newest members, newest first; null if there is no such workspace. */
export async function newestMembers(
  context: Context,
  { workspace, count }: { workspace: string; count: number },
): Promise<WorkspacePage | null> {
  return toPage(await readBackwards(context, workspace, count + 1), 'newest first');
}

type Row = Record<string, unknown>;

/** The workspace, then its members from the newest on. Invitations sort before `MEMBER#` and are not read. */
async function readBackwards({ client, tables }: Context, workspace: string, limit?: number): Promise<Row[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :members AND :workspace',
      ExpressionAttributeValues: {
        ':pk': partition(workspace),
        ':members': MEMBERS,
        ':workspace': WORKSPACE,
      },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return Items;
}

function toPage(rows: Row[], order: 'oldest first' | 'newest first'): WorkspacePage | null {
  const parent = rows.find((row) => row['type'] === 'workspace');
  if (parent === undefined) return null;
  const { workspace, name, plan } = parent as unknown as WorkspacePage;
  const members = rows.filter((row) => row['type'] === 'member').map(toMember);
  return { workspace, name, plan, members: order === 'oldest first' ? members.reverse() : members };
}

function toMember(row: Row): Member {
  const { member, name, role, joined } = row as unknown as Member;
  return { member, name, role, joined };
}

/** Invites a mail address. */
export async function invite(
  { client, tables, now }: Context,
  { workspace, mail }: { workspace: string; mail: string },
): Promise<void> {
  await client.send(
    new PutCommand({
      TableName: tables['main'],
      Item: { ...invitationKey(workspace, mail), type: 'invitation', mail, invited: now() },
    }),
  );
}

/** Open invitations of a workspace, sorted by mail address. */
export async function listInvites(
  { client, tables }: Context,
  { workspace }: { workspace: string },
): Promise<Invitation[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :invitations)',
      ExpressionAttributeValues: { ':pk': partition(workspace), ':invitations': INVITATIONS },
    }),
  );
  return Items.map((row) => ({ mail: row['mail'] as string, invited: row['invited'] as number }));
}
