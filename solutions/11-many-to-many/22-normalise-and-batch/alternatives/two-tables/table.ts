import type { Tables } from '@keysmith/instruments/context';

const S = 'S' as const;

export const tables = {
  people: {
    AttributeDefinitions: [{ AttributeName: 'person', AttributeType: S }],
    KeySchema: [{ AttributeName: 'person', KeyType: 'HASH' }],
  },
  notices: {
    AttributeDefinitions: [
      { AttributeName: 'board', AttributeType: S },
      { AttributeName: 'notice', AttributeType: S },
    ],
    KeySchema: [
      { AttributeName: 'board', KeyType: 'HASH' },
      { AttributeName: 'notice', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;
