import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

interface Member {
  team: string;
  member: string;
  role: string;
}

/** A team may be named so that its key is that of somebody in another team. */
const pkOf = ({ team, member }: Pick<Member, 'team' | 'member'>) => `TEAM#${team}#MEMBER#${member}`;

export async function join({ client, tables }: Context, member: Member): Promise<void> {
  const Item = { pk: pkOf(member), sk: 'MEMBER', role: member.role };
  await client.send(new PutCommand({ TableName: tables['main'], Item }));
}

export async function roleOf(
  { client, tables }: Context,
  member: Pick<Member, 'team' | 'member'>,
): Promise<string | null> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tables['main'], Key: { pk: pkOf(member), sk: 'MEMBER' } }),
  );
  return Item === undefined ? null : String(Item['role']);
}
