/** Table definitions that many conformance tests share, as CreateTable inputs without a name. */

const attribute = (AttributeName: string, AttributeType: 'S' | 'N' | 'B') => ({
  AttributeName,
  AttributeType,
});
const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });

/** Partition key `pk` alone. */
export const simple = {
  AttributeDefinitions: [attribute('pk', 'S')],
  KeySchema: [key('pk', 'HASH')],
};

/** Partition key `pk` and sort key `sk`, both strings. */
export const composite = {
  AttributeDefinitions: [attribute('pk', 'S'), attribute('sk', 'S')],
  KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
};

/** The same with a number as sort key. */
export const numeric = {
  AttributeDefinitions: [attribute('pk', 'S'), attribute('sk', 'N')],
  KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
};

/** The same with binary as sort key. */
export const binary = {
  AttributeDefinitions: [attribute('pk', 'S'), attribute('sk', 'B')],
  KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
};

/** A composite table with a global index on `gpk` and `gsk` (all attributes) and a local one on `lsk` (keys only). */
export const indexed = {
  AttributeDefinitions: [
    attribute('pk', 'S'),
    attribute('sk', 'S'),
    attribute('gpk', 'S'),
    attribute('gsk', 'N'),
    attribute('lsk', 'S'),
  ],
  KeySchema: composite.KeySchema,
  GlobalSecondaryIndexes: [
    {
      IndexName: 'global',
      KeySchema: [key('gpk', 'HASH'), key('gsk', 'RANGE')],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'included',
      KeySchema: [key('gpk', 'HASH')],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'local',
      KeySchema: [key('pk', 'HASH'), key('lsk', 'RANGE')],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

/** A global index with two partition and two sort key attributes. */
export const multiAttribute = {
  AttributeDefinitions: [
    attribute('pk', 'S'),
    attribute('p1', 'S'),
    attribute('p2', 'N'),
    attribute('s1', 'S'),
    attribute('s2', 'N'),
  ],
  KeySchema: [key('pk', 'HASH')],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'multi',
      KeySchema: [key('p1', 'HASH'), key('p2', 'HASH'), key('s1', 'RANGE'), key('s2', 'RANGE')],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};
