import type { Tables } from '@keysmith/instruments/context';

/** The members of an organisation by name, and by id where names are the same. */
export const BY_NAME = 'membersByName';

/** The table as it was, and an index with one sort key that is glued together from name and id. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'memberOf', AttributeType: 'S' },
      { AttributeName: 'nameKey', AttributeType: 'S' },
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
          { AttributeName: 'nameKey', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['user', 'name'] },
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
  /** Name and id as they sort. Every user has it after the migration, so that one who joins later is listed at once. */
  nameKey?: string;
  /** Always `org.id`, which cannot be a key because it lies in a map. Absent if the user belongs to no organisation. */
  memberOf?: string;
}

export const profileKey = (user: string) => ({ pk: `USER#${user}`, sk: 'PROFILE' });

/** The separator sorts before every character of a name, so that "Ann" comes before "Ann Lee" and "Anna". */
export const nameKeyOf = (name: string, user: string) => `${name.toLowerCase()}\u0000${user}`;
