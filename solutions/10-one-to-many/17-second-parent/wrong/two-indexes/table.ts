import type { Tables } from '@keysmith/instruments/context';

const listed = ['subject', 'opened'];

/** Tickets under their ids, and an index for each of their parents. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'ticket', AttributeType: 'S' },
      { AttributeName: 'user', AttributeType: 'S' },
      { AttributeName: 'org', AttributeType: 'S' },
      { AttributeName: 'urgency', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'ticket', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byUser',
        KeySchema: [
          { AttributeName: 'user', KeyType: 'HASH' },
          { AttributeName: 'ticket', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...listed, 'org', 'urgency'] },
      },
      {
        IndexName: 'board',
        KeySchema: [
          { AttributeName: 'org', KeyType: 'HASH' },
          { AttributeName: 'urgency', KeyType: 'RANGE' },
          { AttributeName: 'ticket', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...listed, 'user'] },
      },
    ],
  },
} satisfies Tables;
