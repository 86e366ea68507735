import type { Tables } from '@keysmith/instruments/context';

/** Your tables: CreateTable inputs without a name. Code reaches them as `context.tables.main`. */
export const tables = {
  main: {
    // Implement: name the key attributes. One table is enough here, but the number is yours to choose.
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;
