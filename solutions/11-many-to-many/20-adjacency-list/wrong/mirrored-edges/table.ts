import type { Tables } from '@keysmith/instruments/context';

/**
 * Films and people are nodes: partition key and sort key are the same. A credit is stored twice, once in the item
 * collection of its film and once in that of its person, so that both sides can be read from the table.
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
  },
} satisfies Tables;

export const filmNode = (film: string) => `FILM#${film}`;
export const personNode = (person: string) => `PERSON#${person}`;

export const filmKey = (film: string) => ({ pk: filmNode(film), sk: filmNode(film) });
export const personKey = (person: string) => ({ pk: personNode(person), sk: personNode(person) });
export const creditKey = (film: string, person: string) => ({ pk: filmNode(film), sk: personNode(person) });
export const mirrorKey = (film: string, person: string) => ({ pk: personNode(person), sk: filmNode(film) });
