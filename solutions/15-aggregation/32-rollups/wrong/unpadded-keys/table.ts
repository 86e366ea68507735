import type { Tables } from '@keysmith/instruments/context';
import type { Unit } from './access.ts';

/** One item collection per meter: its readings, and one item for each of its hours, days and months. */
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  },
} satisfies Tables;

export const UNITS: readonly Unit[] = ['hour', 'day', 'month'];

export const partition = (meter: string) => `METER#${meter}`;

export const readingKey = (meter: string, seq: number) => ({ pk: partition(meter), sk: `READING#${seq}` });

/** The largest part first, so that the key sorts in time. */
export function barSortKey(by: Unit, at: number): string {
  const date = new Date(at);
  const month = `${date.getUTCFullYear()}-${date.getUTCMonth() + 1}`;
  if (by === 'month') return `MONTH#${month}`;
  const day = `${month}-${date.getUTCDate()}`;
  return by === 'day' ? `DAY#${day}` : `HOUR#${day}-${date.getUTCHours()}`;
}

export const barKey = (meter: string, by: Unit, at: number) => ({
  pk: partition(meter),
  sk: barSortKey(by, at),
});

/** Where the hour, day or month of an instant begins, in UTC. */
export function barStart(by: Unit, at: number): number {
  const date = new Date(at);
  if (by === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return by === 'day' ? date.setUTCHours(0, 0, 0, 0) : date.setUTCMinutes(0, 0, 0);
}

export const displaySortKey = (at: number) => barSortKey('hour', at);

/** The hours of all meters together. No meter's partition has this name, whatever its id is. */
export const EVERYBODY = 'EVERYBODY';

export const displayKey = (at: number) => ({ pk: EVERYBODY, sk: displaySortKey(at) });

/** Says that a reading is in the sum of all meters. */
export const addedKey = (meter: string, seq: number) => ({ pk: `ADDED#${meter}`, sk: `READING#${seq}` });
