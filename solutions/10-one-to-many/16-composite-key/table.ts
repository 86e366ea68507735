import type { Tables } from '@keysmith/instruments/context';

/** One item collection per workspace. Sorted, it reads: invitations, members in order of joining, the workspace. */
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

export const INVITATIONS = 'INVITE#';
export const MEMBERS = 'MEMBER#';
/** Sorts after every member, so that walking backwards meets the workspace first and then the newest members. */
export const WORKSPACE = 'WORKSPACE';

export const partition = (workspace: string) => `WORKSPACE#${workspace}`;
export const workspaceKey = (workspace: string) => ({ pk: partition(workspace), sk: WORKSPACE });
export const memberKey = (workspace: string, member: string) => ({
  pk: partition(workspace),
  sk: `${MEMBERS}${member}`,
});
export const invitationKey = (workspace: string, mail: string) => ({
  pk: partition(workspace),
  sk: `${INVITATIONS}${mail}`,
});
