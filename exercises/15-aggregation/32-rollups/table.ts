import type { Tables } from '@keysmith/instruments/context';

/**
 * Your tables: CreateTable inputs without a name. Code reaches them as `context.tables.main`.
 * One table is enough here, but the number of tables and indexes is yours to choose. The stream of the last task is
 * switched on here too, by a StreamSpecification.
 */
export const tables = {
  main: {
    // Implement: name the key attributes, and add indexes if your design needs any.
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} satisfies Tables;

// A good place for the functions that turn a meter, a unit of time and an instant into keys, so that they stand once:
// export const barKey = (meter: string, by: Unit, at: number) => ({ … });
