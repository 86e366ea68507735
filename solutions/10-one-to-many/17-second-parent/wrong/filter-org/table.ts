import type { Tables } from '@keysmith/instruments/context';

/** A user's tickets, in the order of their ids. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'user', AttributeType: 'S' },
      { AttributeName: 'ticket', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'user', KeyType: 'HASH' },
      { AttributeName: 'ticket', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;
