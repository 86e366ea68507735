import type { Tables } from '@keysmith/instruments/context';
import type { Unit } from './access.ts';

/**
 * One item collection per meter: its readings, and one item for each of its hours, days and months. One more holds the hours
 * of all meters together, and there is one per meter for what the display has added of it.
 */
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

/** How much of `2026-03-01T09:30:00.000Z` names the hour, the day, the month. */
const LABEL_LENGTH = { hour: 13, day: 10, month: 7 };

export const partition = (meter: string) => `METER#${meter}`;

export const readingKey = (meter: string, seq: number) => ({ pk: partition(meter), sk: `READING#${seq}` });

/** Every part of the label has a fixed width, so its order as text is its order in time. */
export const barSortKey = (by: Unit, at: number) =>
  `${by.toUpperCase()}#${new Date(at).toISOString().slice(0, LABEL_LENGTH[by])}`;

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
