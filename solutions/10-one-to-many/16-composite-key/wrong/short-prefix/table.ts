import type { Tables } from '@keysmith/instruments/context';

/** One item collection per workspace. Sorted, it reads: MAIL#…, MEMBER#…, MZ-WORKSPACE. */
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

export const INVITATIONS = 'MAIL#';
/** The beginning that all of a workspace's page has in common. */
export const MEMBERS = 'M';
/** Sorts after every member, so that walking backwards meets the workspace first and then the newest members. */
export const WORKSPACE = 'MZ-WORKSPACE';

export const partition = (workspace: string) => `WORKSPACE#${workspace}`;
export const workspaceKey = (workspace: string) => ({ pk: partition(workspace), sk: WORKSPACE });
export const memberKey = (workspace: string, member: string) => ({
  pk: partition(workspace),
  sk: `MEMBER#${member}`,
});
export const invitationKey = (workspace: string, mail: string) => ({
  pk: partition(workspace),
  sk: `${INVITATIONS}${mail}`,
});
