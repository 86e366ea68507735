import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { INVITATIONS, WORKSPACE, invitationKey, partition, workspaceKey } from './table.ts';

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
        Item: { ...workspaceKey(workspace), type: 'workspace', workspace, name, plan, members: [] },
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
    new UpdateCommand({
      TableName: tables['main'],
      Key: workspaceKey(workspace),
      UpdateExpression: 'SET #members = list_append(#members, :one)',
      ExpressionAttributeNames: { '#members': 'members' },
      ExpressionAttributeValues: { ':one': [{ member, name, role, joined: now() }] },
    }),
  );
  return { member };
}

/** The workspace with all its members, oldest first; null if there is no such workspace. */
export async function getWorkspace(
  context: Context,
  { workspace }: { workspace: string },
): Promise<WorkspacePage | null> {
  return readDocument(context, workspace);
}

/** The workspace with its newest members, newest first; null if there is no such workspace. */
export async function newestMembers(
  context: Context,
  { workspace, count }: { workspace: string; count: number },
): Promise<WorkspacePage | null> {
  const page = await readDocument(context, workspace);
  return page && { ...page, members: page.members.slice(-count).reverse() };
}

/** The workspace is one document, members included. */
async function readDocument({ client, tables }: Context, workspace: string): Promise<WorkspacePage | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      KeyConditionExpression: 'pk = :pk AND sk = :workspace',
      ExpressionAttributeValues: { ':pk': partition(workspace), ':workspace': WORKSPACE },
    }),
  );
  if (Items[0] === undefined) return null;
  const { name, plan, members } = Items[0] as WorkspacePage;
  return { workspace, name, plan, members };
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
