import type { Tables } from '@keysmith/instruments/context';
import type { Unit } from './access.ts';

const byMeterAnd = (sortKey: 'seq' | 'start') => ({
  AttributeDefinitions: [
    { AttributeName: 'meter', AttributeType: 'S' as const },
    { AttributeName: sortKey, AttributeType: 'N' as const },
  ],
  KeySchema: [
    { AttributeName: 'meter', KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ],
});

/** Readings by number; hours, days and months by where they begin. Numbers sort as numbers. */
export const tables = {
  readings: byMeterAnd('seq'),
  hour: byMeterAnd('start'),
  day: byMeterAnd('start'),
  month: byMeterAnd('start'),
} satisfies Tables;

export const UNITS: readonly Unit[] = ['hour', 'day', 'month'];

/** Where the hour, day or month of an instant begins, in UTC. */
export function barStart(by: Unit, at: number): number {
  const date = new Date(at);
  if (by === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return by === 'day' ? date.setUTCHours(0, 0, 0, 0) : date.setUTCMinutes(0, 0, 0);
}
