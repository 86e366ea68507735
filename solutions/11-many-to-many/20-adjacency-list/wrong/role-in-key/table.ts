import type { Tables } from '@keysmith/instruments/context';

/**
 * Films and people are nodes: partition key and sort key are the same. A credit is an edge: its partition key is a film,
 * its sort key a person and the role. The index finds the edges of a person.
 */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'person', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'inverted',
        KeySchema: [
          { AttributeName: 'person', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
} satisfies Tables;

export const filmNode = (film: string) => `FILM#${film}`;
export const personNode = (person: string) => `PERSON#${person}`;

export const filmKey = (film: string) => ({ pk: filmNode(film), sk: filmNode(film) });
export const personKey = (person: string) => ({ pk: personNode(person), sk: personNode(person) });
/** Where the credits of a person begin, whatever the role. */
export const creditsOf = (person: string) => `${personNode(person)}#ROLE#`;
export const creditKey = (film: string, person: string, role: string) => ({
  pk: filmNode(film),
  sk: `${creditsOf(person)}${role}`,
});
