import type { Tables } from '@keysmith/instruments/context';

/** The members of an organisation by name, and by id where names are the same. */
export const BY_NAME = 'membersByName';

/** The table as it was, and an index whose three-part key is made of attributes that say what they are. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'memberOf', AttributeType: 'S' },
      { AttributeName: 'sortName', AttributeType: 'S' },
      { AttributeName: 'user', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: BY_NAME,
        KeySchema: [
          { AttributeName: 'memberOf', KeyType: 'HASH' },
          { AttributeName: 'sortName', KeyType: 'RANGE' },
          { AttributeName: 'user', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['name'] },
      },
    ],
  },
} satisfies Tables;

/** A user's item, apart from its keys, as the application has always stored it; and what the index needs. */
export interface Profile {
  type: 'user';
  user: string;
  name: string;
  mail: string;
  /** Absent if the user belongs to no organisation. */
  org?: { id: string; since: number };
  /** The name as it sorts. Every user has it after the migration, so that one who joins later is listed at once. */
  sortName?: string;
  /** Always `org.id`, which cannot be a key because it lies in a map. Absent if the user belongs to no organisation. */
  memberOf?: string;
}

export const profileKey = (user: string) => ({ pk: `USER#${user}`, sk: 'PROFILE' });

export const sortNameOf = (name: string) => name.toLowerCase();
