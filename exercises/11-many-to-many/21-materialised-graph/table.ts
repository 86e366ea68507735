import type { Tables } from '@keysmith/instruments/context';

/**
 * Your tables: CreateTable inputs without a name. Code reaches them as `context.tables.main`.
 * The number of tables and indexes is yours to choose.
 */
export const tables = {
  main: {
    // Implement: name the key attributes. What must the key of a tie say, and what must its order be?
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

// A good place for the functions that build your keys, so that they stand once:
// export const personKey = (person: string) => ({ … });
