import type { Tables } from '@keysmith/instruments/context';

/**
 * The table holds films with their credits. The index `filmography` holds people with their credits, in order of year
 * and title: a credit has its film's, and a person's own item has the year 0 and the name, so that it stands first.
 * Films have no attribute `person` and so are not in the index.
 */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'entry', AttributeType: 'S' },
      { AttributeName: 'person', AttributeType: 'S' },
      { AttributeName: 'year', AttributeType: 'N' },
      { AttributeName: 'label', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'owner', KeyType: 'HASH' },
      { AttributeName: 'entry', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'filmography',
        KeySchema: [
          { AttributeName: 'person', KeyType: 'HASH' },
          { AttributeName: 'year', KeyType: 'RANGE' },
          { AttributeName: 'label', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

export const filmOwner = (film: string) => `film:${film}`;

export const filmKey = (film: string) => ({ owner: filmOwner(film), entry: 'film' });
export const personKey = (person: string) => ({ owner: `person:${person}`, entry: 'person' });
export const creditKey = (film: string, person: string) => ({
  owner: filmOwner(film),
  entry: `person:${person}`,
});
