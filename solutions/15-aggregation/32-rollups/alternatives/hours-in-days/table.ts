import type { Tables } from '@keysmith/instruments/context';
import type { Unit } from './access.ts';

/** One item collection per meter: its readings, one item for each day with the day's hours in it, one for each month. */
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

export const partition = (meter: string) => `METER#${meter}`;
export const readingKey = (meter: string, seq: number) => ({ pk: partition(meter), sk: `READING#${seq}` });
export const monthSortKey = (at: number) => `MONTH#${new Date(at).toISOString().slice(0, 7)}`;
export const daySortKey = (at: number) => `DAY#${new Date(at).toISOString().slice(0, 10)}`;

/** Where the hour, day or month of an instant begins, in UTC. */
export function barStart(by: Unit, at: number): number {
  const date = new Date(at);
  if (by === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return by === 'day' ? date.setUTCHours(0, 0, 0, 0) : date.setUTCMinutes(0, 0, 0);
}

/** Every part has a fixed width, so its order as text is its order in time. */
export const displaySortKey = (at: number) => `HOUR#${new Date(at).toISOString().slice(0, 13)}`;

/** The hours of all meters together. No meter's partition has this name, whatever its id is. */
export const EVERYBODY = 'EVERYBODY';

export const displayKey = (at: number) => ({ pk: EVERYBODY, sk: displaySortKey(at) });

/** Says that a reading is in the sum of all meters. */
export const addedKey = (meter: string, seq: number) => ({ pk: `ADDED#${meter}`, sk: `READING#${seq}` });
