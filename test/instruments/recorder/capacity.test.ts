import { describe, expect, it } from 'vitest';
import { unitsOf } from '../../../packages/instruments/src/recorder/capacity.ts';

/** A transaction of so many puts, and a reply that reports these units for all of it. */
function unitsOfTransaction(puts: number, reported: number) {
  const put = { Put: { TableName: 'main', Item: { pk: { S: 'a' } } } };
  const TransactItems = Array.from({ length: puts }, () => put);
  const body = { ConsumedCapacity: [{ TableName: 'main', CapacityUnits: reported }] };
  return unitsOf({ operation: 'TransactWriteItems', input: { TransactItems } }, { status: 200, body });
}

describe('the units of a transaction', () => {
  it('are two for every action at least, although DynamoDB Local reports those of one', () => {
    expect(unitsOfTransaction(10, 2)).toEqual({ readUnits: 0, writeUnits: 20 });
  });

  it('are what the table reports where that is more', () => {
    expect(unitsOfTransaction(2, 9)).toEqual({ readUnits: 0, writeUnits: 9 });
  });
});
