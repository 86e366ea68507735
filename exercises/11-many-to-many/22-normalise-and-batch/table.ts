import type { Tables } from '@keysmith/instruments/context';

/**
 * Your tables: CreateTable inputs without a name. Code reaches them as `context.tables.main`.
 * How many tables there are is yours to choose.
 */
export const tables = {
  main: {
    // Implement: name the key attributes. Notices are read by board and in order; profiles by the person's id.
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

// A good place for the functions that build your keys, so that they stand once:
// export const profileKey = (person: string) => ({ … });
