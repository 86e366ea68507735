import type { Tables } from '@keysmith/instruments/context';

/** One item collection for a customer: the customer with the number of addresses, and an item for each address. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'customer', AttributeType: 'S' },
      { AttributeName: 'entry', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'customer', KeyType: 'HASH' },
      { AttributeName: 'entry', KeyType: 'RANGE' },
    ],
  },
} satisfies Tables;

export const customerKey = (customer: string) => ({ customer, entry: 'customer' });
export const addressKey = (customer: string, label: string) => ({ customer, entry: `address ${label}` });
