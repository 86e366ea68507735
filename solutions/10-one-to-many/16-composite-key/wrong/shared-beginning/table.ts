import type { Tables } from '@keysmith/instruments/context';

/** One item collection for all. Sorted, it reads: all invitations by workspace, then workspace by workspace its members and itself. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;

export const PARTITION = 'WORKSPACES';

/** What all invitations of a workspace begin with. */
export const invitations = (workspace: string) => `INVITE#${workspace}`;
/** What a workspace and its members begin with. */
export const page = (workspace: string) => `PAGE#${workspace}`;

/** Sorts after every member, so that walking backwards meets the workspace first and then the newest members. */
export const workspaceKey = (workspace: string) => ({ pk: PARTITION, sk: `${page(workspace)}#WORKSPACE` });
export const memberKey = (workspace: string, member: string) => ({
  pk: PARTITION,
  sk: `${page(workspace)}#MEMBER#${member}`,
});
export const invitationKey = (workspace: string, mail: string) => ({
  pk: PARTITION,
  sk: `${invitations(workspace)}#${mail}`,
});
