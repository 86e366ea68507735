import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { memberId, workspaceId } from './table.ts';

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
  { client, tables, now }: Context,
  { workspace, name, plan }: { workspace: string; name: string; plan: string },
): Promise<void> {
  const item = { id: workspaceId(workspace), workspace, name, plan, closing: 1, joined: now() };
  try {
    await client.send(
      new PutCommand({
        TableName: tables['main'],
        Item: item,
        ConditionExpression: 'attribute_not_exists(id)',
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
  const item = { id: memberId(member), workspace, member, name, role, closing: 0, joined: now() };
  await client.send(new PutCommand({ TableName: tables['main'], Item: item }));
  return { member };
}

/** The workspace with all its members, oldest first; null if there is no such workspace. */
export async function getWorkspace(
  context: Context,
  { workspace }: { workspace: string },
): Promise<WorkspacePage | null> {
  const page = await readPage(context, workspace);
  return page && { ...page, members: page.members.reverse() };
}

/** The workspace with its newest members, newest first; null if there is no such workspace. */
export async function newestMembers(
  context: Context,
  { workspace, count }: { workspace: string; count: number },
): Promise<WorkspacePage | null> {
  return readPage(context, workspace, count + 1);
}

/** The index holds nothing but the page, so a partition key is all the condition that is needed. */
async function readPage(
  { client, tables }: Context,
  workspace: string,
  limit?: number,
): Promise<WorkspacePage | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['main'],
      IndexName: 'page',
      KeyConditionExpression: 'workspace = :workspace',
      ExpressionAttributeValues: { ':workspace': workspace },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  const [parent, ...members] = Items;
  if (parent?.['closing'] !== 1) return null;
  return {
    workspace,
    name: parent['name'] as string,
    plan: parent['plan'] as string,
    members: members.map((item) => {
      const { member, name, role, joined } = item as Member;
      return { member, name, role, joined };
    }),
  };
}

/** Invites a mail address. */
export async function invite(
  { client, tables, now }: Context,
  { workspace, mail }: { workspace: string; mail: string },
): Promise<void> {
  const item = { workspace, mail, invited: now() };
  await client.send(new PutCommand({ TableName: tables['invitations'], Item: item }));
}

/** Open invitations of a workspace, sorted by mail address. */
export async function listInvites(
  { client, tables }: Context,
  { workspace }: { workspace: string },
): Promise<Invitation[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables['invitations'],
      KeyConditionExpression: 'workspace = :workspace',
      ExpressionAttributeValues: { ':workspace': workspace },
    }),
  );
  return Items.map((item) => ({ mail: item['mail'] as string, invited: item['invited'] as number }));
}
