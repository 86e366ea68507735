import type { Tables } from '@keysmith/instruments/context';

/**
 * Workspaces and members are found by their own id in `main`; invitations have a table of their own. The index `page`
 * brings a workspace and its members together: its sort key is read attribute by attribute, so that all members
 * (`closing` is 0) come in order of joining and the workspace (`closing` is 1) stands behind the newest.
 */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'workspace', AttributeType: 'S' },
      { AttributeName: 'closing', AttributeType: 'N' },
      { AttributeName: 'joined', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'page',
        KeySchema: [
          { AttributeName: 'workspace', KeyType: 'HASH' },
          { AttributeName: 'closing', KeyType: 'RANGE' },
          { AttributeName: 'joined', KeyType: 'RANGE' },
          { AttributeName: 'id', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  invitations: {
    AttributeDefinitions: [
      { AttributeName: 'workspace', AttributeType: 'S' },
      { AttributeName: 'mail', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'workspace', KeyType: 'HASH' },
      { AttributeName: 'mail', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;

/** An id says of which kind it is, since a workspace and a member may have the same one. */
export const workspaceId = (workspace: string) => `workspace:${workspace}`;
export const memberId = (member: string) => `member:${member}`;
