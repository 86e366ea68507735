import type { Tables } from '@keysmith/instruments/context';
import type { Unit } from './access.ts';

const by = (partitionKey: 'meter' | 'screen', sortKey: 'seq' | 'start') => ({
  AttributeDefinitions: [
    { AttributeName: partitionKey, AttributeType: 'S' as const },
    { AttributeName: sortKey, AttributeType: 'N' as const },
  ],
  KeySchema: [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ],
});

/**
 * Readings by number; hours, days and months by where they begin. Numbers sort as numbers. Only readings have a
 * stream, so its consumer is woken by nothing else.
 */
export const tables = {
  readings: {
    ...by('meter', 'seq'),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  },
  hour: by('meter', 'start'),
  day: by('meter', 'start'),
  month: by('meter', 'start'),
  display: by('screen', 'start'),
} satisfies Tables;

/** The one partition of the table `display`. */
export const SCREEN = 'hall';

export const UNITS: readonly Unit[] = ['hour', 'day', 'month'];

/** Where the hour, day or month of an instant begins, in UTC. */
export function barStart(by: Unit, at: number): number {
  const date = new Date(at);
  if (by === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return by === 'day' ? date.setUTCHours(0, 0, 0, 0) : date.setUTCMinutes(0, 0, 0);
}
