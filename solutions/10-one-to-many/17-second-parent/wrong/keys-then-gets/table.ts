import type { Tables } from '@keysmith/instruments/context';

/**
 * A user's tickets, in the order of their ids. The index has an organisation's tickets by urgency, a number, and then by
 * id; it has no other attributes.
 */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'user', AttributeType: 'S' },
      { AttributeName: 'ticket', AttributeType: 'S' },
      { AttributeName: 'org', AttributeType: 'S' },
      { AttributeName: 'urgency', AttributeType: 'N' },
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
          { AttributeName: 'urgency', KeyType: 'RANGE' },
          { AttributeName: 'ticket', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
} satisfies Tables;
