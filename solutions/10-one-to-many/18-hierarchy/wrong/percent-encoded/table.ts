import type { Tables } from '@keysmith/instruments/context';

/** Shops under their ids. The index has a country's shops in the order of their paths: region, city, postcode. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'shop', AttributeType: 'S' },
      { AttributeName: 'country', AttributeType: 'S' },
      { AttributeName: 'path', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'shop', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'places',
        KeySchema: [
          { AttributeName: 'country', KeyType: 'HASH' },
          { AttributeName: 'path', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

/** Names from the top down, each closed by a number sign, which encodeURIComponent never leaves in a name. */
export const pathOf = (...names: string[]): string =>
  names.map((name) => `${encodeURIComponent(name)}#`).join('');
