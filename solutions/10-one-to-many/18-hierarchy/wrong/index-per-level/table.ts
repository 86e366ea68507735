import type { Tables } from '@keysmith/instruments/context';

const LEVELS = ['country', 'byRegion', 'byCity', 'byPostcode'] as const;

/** Shops under their ids, and an index for each of the four lists. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'shop', AttributeType: 'S' },
      ...LEVELS.map((level) => ({ AttributeName: level, AttributeType: 'S' as const })),
    ],
    KeySchema: [{ AttributeName: 'shop', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: LEVELS.map((level) => ({
      IndexName: level,
      KeySchema: [{ AttributeName: level, KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'ALL' as const },
    })),
  },
} satisfies Tables;

export interface Names {
  country: string;
  region?: string | undefined;
  city?: string | undefined;
  postcode?: string | undefined;
}

/** The index of the lowest level that is named, and its key. */
export function placeOf({ country, region, city, postcode }: Names) {
  if (region === undefined) return { index: 'country', key: country };
  if (city === undefined) return { index: 'byRegion', key: JSON.stringify([country, region]) };
  if (postcode === undefined) return { index: 'byCity', key: JSON.stringify([country, region, city]) };
  return { index: 'byPostcode', key: JSON.stringify([country, region, city, postcode]) };
}

/** The keys of the three lower levels. */
export const keysOf = ({ country, region, city, postcode }: Required<Names>) => ({
  byRegion: placeOf({ country, region }).key,
  byCity: placeOf({ country, region, city }).key,
  byPostcode: placeOf({ country, region, city, postcode }).key,
});
