import type { Tables } from '@keysmith/instruments/context';

/**
 * The table as it is in production. Its keys stay as they are; what you add is an index. In production the index would
 * be added with UpdateTable; here the checks make the table from this definition and fill it with old items.
 */
export const tables = {
  main: {
    // Implement: add a global secondary index for the members of an organisation by name.
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

/** A user's item, apart from its keys, as the application has always stored it. */
export interface Profile {
  type: 'user';
  user: string;
  name: string;
  mail: string;
  /** Absent if the user belongs to no organisation. */
  org?: { id: string; since: number };
}

export const profileKey = (user: string) => ({ pk: `USER#${user}`, sk: 'PROFILE' });
