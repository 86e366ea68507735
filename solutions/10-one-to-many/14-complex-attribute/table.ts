import type { Tables } from '@keysmith/instruments/context';

/** One item for a customer and all addresses. Nothing is glued, because nothing else lives here. */
export const tables = {
  main: {
    AttributeDefinitions: [{ AttributeName: 'customer', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' }],
  },
} satisfies Tables;
