import type { Tables } from '@keysmith/instruments/context';

/** Your tables: CreateTable inputs without a name. Code reaches them as `context.tables.main`. */
export const tables = {
  main: {
    // Implement: name the key attributes, and the index that the screen is read from.
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

// A good place for the functions that build your keys, so that they stand once:
// export const courseKey = (course: string) => ({ … });
