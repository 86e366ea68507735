import type { TableDefinition } from '@keysmith/table';

/** How many items a Query reads, here: the size of each item collection. */
export const collectionSize = 100;

/** Fills the item up: all other attributes together have 91 bytes. */
const padding = 'words that only fill the item up to two hundred bytes '.repeat(3).slice(0, 109);

export const definition: TableDefinition = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
};

/** The key of item `index`: collections of a hundred items, filled one after the other. */
export function keyOf(index: number): { readonly pk: string; readonly sk: string } {
  const inCollection = index % collectionSize;
  return { pk: partitionOf(index), sk: `order#2026-11-22T10:00:00.${String(inCollection).padStart(6, '0')}` };
}

export function partitionOf(index: number): string {
  return `customer#${String(Math.floor(index / collectionSize)).padStart(8, '0')}`;
}

/** An item of 200 bytes by the service's rule, with text, a number, a flag and a list, as the document client takes it. */
export function itemOf(index: number): Record<string, unknown> {
  return {
    ...keyOf(index),
    n: 101 + 10 * (index % 90),
    total: 4217.5,
    paid: true,
    tags: ['new', 'gift'],
    note: padding,
  };
}

/** The same item in DynamoDB's wire form, for what speaks to a table without the document client. */
export function wireItemOf(index: number): Record<string, object> {
  return {
    ...wireKeyOf(index),
    n: { N: String(101 + 10 * (index % 90)) },
    total: { N: '4217.5' },
    paid: { BOOL: true },
    tags: { L: [{ S: 'new' }, { S: 'gift' }] },
    note: { S: padding },
  };
}

export function wireKeyOf(index: number): { readonly pk: object; readonly sk: object } {
  const { pk, sk } = keyOf(index);
  return { pk: { S: pk }, sk: { S: sk } };
}
