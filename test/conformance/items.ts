import type { Endpoint } from './endpoint.ts';

/** Items and figures that the tests of many operations share. Tables are those of tables.ts. */

/** A key of the composite table. */
export const keyOf = (pk: string, sk = 's') => ({ pk: { S: pk }, sk: { S: sk } });

/** An item of the composite table of exactly so many bytes, names and values counted. */
export const sized = (pk: string, bytes: number, sk = 's') => ({
  ...keyOf(pk, sk),
  v: { S: 'x'.repeat(bytes - 2 - pk.length - 2 - sk.length - 1) },
});

/** The units of one request, of all its tables and indexes together. */
export async function unitsOf(on: Endpoint, operation: string, input: object): Promise<number> {
  const { ConsumedCapacity } = await on.call(operation, { ...input, ReturnConsumedCapacity: 'TOTAL' });
  const consumed: { CapacityUnits: number }[] = [ConsumedCapacity].flat();
  return consumed.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}
