import type { Tables } from '@keysmith/instruments/context';

/**
 * Your tables: CreateTable inputs without a name. Code reaches them as `context.tables.main`.
 * One table with one index is enough here, but the number of both is yours to choose.
 */
export const tables = {
  main: {
    // Implement: name the key attributes, and the index that reads the tickets of an organisation.
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

// A good place for the functions that build your keys, so that they stand once:
// export const ticketKey = (user: string, ticket: string) => ({ … });
