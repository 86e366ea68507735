import type { Tables } from '@keysmith/instruments/context';

/**
 * A user's tickets, in the order of their ids. The index has an organisation's tickets by rank; of the other attributes it has those that its list shows, and not the text.
 */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'user', AttributeType: 'S' },
      { AttributeName: 'ticket', AttributeType: 'S' },
      { AttributeName: 'org', AttributeType: 'S' },
      { AttributeName: 'rank', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'user', KeyType: 'HASH' },
      { AttributeName: 'ticket', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'board',
        KeySchema: [
          { AttributeName: 'org', KeyType: 'HASH' },
          { AttributeName: 'rank', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['subject', 'urgency', 'opened'] },
      },
    ],
  },
} satisfies Tables;

/** Urgency in two digits, and then the id: "07#id-000012". As text, "10" would stand before "9". */
export const rankOf = (urgency: number, ticket: string): string =>
  `${String(urgency).padStart(2, '0')}#${ticket}`;
