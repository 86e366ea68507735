import type { Tables } from '@keysmith/instruments/context';

/**
 * Films and people are nodes: partition key and sort key are the id. A credit is an edge: its partition key is a film,
 * its sort key a person. The index swaps the two, so that the same edges can be read from the person's side.
 */
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
    GlobalSecondaryIndexes: [
      {
        IndexName: 'inverted',
        KeySchema: [
          { AttributeName: 'sk', KeyType: 'HASH' },
          { AttributeName: 'pk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

export const filmNode = (film: string) => film;
export const personNode = (person: string) => person;

export const filmKey = (film: string) => ({ pk: filmNode(film), sk: filmNode(film) });
export const personKey = (person: string) => ({ pk: personNode(person), sk: personNode(person) });
export const creditKey = (film: string, person: string) => ({ pk: filmNode(film), sk: personNode(person) });
