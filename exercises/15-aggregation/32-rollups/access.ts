import type { Context } from '@keysmith/instruments/context';

/** What a meter reports: energy in watt-hours since its previous reading. Negative when the flat fed energy in. */
export interface Reading {
  meter: string;
  /** The meter numbers its readings. A reading that comes twice has the same number twice. */
  seq: number;
  /** When the meter measured it, in milliseconds since the epoch. */
  at: number;
  wh: number;
}

export type Unit = 'hour' | 'day' | 'month';

/** One bar of a chart: all readings that were measured in one hour, day or month of UTC. */
export interface Bar {
  /** Where the hour, day or month begins, in milliseconds since the epoch. */
  start: number;
  wh: number;
  readings: number;
}

/** Takes a reading in. `counted` is false when the meter's reading of that number was known; then nothing changes. */
export async function ingest(_context: Context, _reading: Reading): Promise<{ counted: boolean }> {
  throw new Error('Implement ingest in access.ts');
}

/** One reading by its number; null if there is none. */
export async function getReading(
  _context: Context,
  _input: { meter: string; seq: number },
): Promise<Reading | null> {
  throw new Error('Implement getReading in access.ts');
}

/** The bars that begin at `from` or later and before `to`, in order of time. A bar without readings is left out. */
export async function chart(
  _context: Context,
  _input: { meter: string; by: Unit; from: number; to: number },
): Promise<Bar[]> {
  throw new Error('Implement chart in access.ts');
}
