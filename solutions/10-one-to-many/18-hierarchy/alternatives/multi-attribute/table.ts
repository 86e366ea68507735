import type { Tables } from '@keysmith/instruments/context';

/** Shops under their ids. The sort key of the index is read level by level, each an attribute that the shop has anyway. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'shop', AttributeType: 'S' },
      { AttributeName: 'country', AttributeType: 'S' },
      { AttributeName: 'region', AttributeType: 'S' },
      { AttributeName: 'city', AttributeType: 'S' },
      { AttributeName: 'postcode', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'shop', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'places',
        KeySchema: [
          { AttributeName: 'country', KeyType: 'HASH' },
          { AttributeName: 'region', KeyType: 'RANGE' },
          { AttributeName: 'city', KeyType: 'RANGE' },
          { AttributeName: 'postcode', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;
