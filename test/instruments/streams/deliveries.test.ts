import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crashDeliveries,
  DELIVERIES,
  poisonDeliveries,
  refusedDeliveries,
} from '../../../packages/instruments/src/streams/deliveries.ts';
import { itemOf, sequenceOf, type StreamRecord } from '../../../packages/instruments/src/streams/records.ts';
import { createRandom } from '../../../packages/instruments/src/random.ts';

/** Records of a few items, in the order of the stream. */
const streamsOfRecords = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 23 })
  .map((items) =>
    items.map((item, at): StreamRecord => {
      const Keys = { pk: { S: `item ${item}` } };
      return { eventName: 'MODIFY', dynamodb: { Keys, SequenceNumber: String(at).padStart(4, '0') } };
    }),
  );
const sizes = fc.integer({ min: 1, max: 6 });
const seeds = fc.integer();

const all = [...DELIVERIES, ...crashDeliveries(2), ...refusedDeliveries(2), ...poisonDeliveries([0, 1])];

describe.each(all)('delivery $id', ({ id, batches }) => {
  const deliver = (records: readonly StreamRecord[], size: number, seed: number) =>
    batches(records, { size, random: createRandom(seed, id) });

  it('loses no record and brings none from elsewhere', () => {
    fc.assert(
      fc.property(streamsOfRecords, sizes, seeds, (records, size, seed) => {
        const came = deliver(records, size, seed).flatMap((batch) => batch.records);
        expect(new Set(came)).toEqual(new Set(records));
      }),
      { seed: 1 },
    );
  });

  it('shows the first of each record in the order of its item', () => {
    fc.assert(
      fc.property(streamsOfRecords, sizes, seeds, (records, size, seed) => {
        const came = [...new Set(deliver(records, size, seed).flatMap((batch) => batch.records))];
        const byItem = Map.groupBy(came, itemOf);
        for (const own of byItem.values()) {
          const numbers = own.map(sequenceOf);
          expect(numbers).toEqual([...numbers].sort());
        }
      }),
      { seed: 1 },
    );
  });

  it('gives all records of an item to one consumer', () => {
    fc.assert(
      fc.property(streamsOfRecords, sizes, seeds, (records, size, seed) => {
        const owner = new Map<string, string | undefined>();
        for (const batch of deliver(records, size, seed)) {
          for (const item of batch.records.map(itemOf)) {
            expect(owner.has(item) ? owner.get(item) : batch.consumer).toBe(batch.consumer);
            owner.set(item, batch.consumer);
          }
        }
      }),
      { seed: 1 },
    );
  });

  it('fills no batch above its size, but for duplicates', () => {
    fc.assert(
      fc.property(streamsOfRecords, sizes, seeds, (records, size, seed) => {
        for (const batch of deliver(records, size, seed)) {
          expect(new Set(batch.records).size).toBeLessThanOrEqual(size);
          expect(batch.records.length).toBeGreaterThan(0);
        }
      }),
      { seed: 1 },
    );
  });
});

it('has a name of its own for each way', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

it('stops a process before and after each request', () => {
  expect(crashDeliveries(2).map(({ id }) => id)).toEqual([
    'crash-before1',
    'crash-after1',
    'crash-before2',
    'crash-after2',
  ]);
});
