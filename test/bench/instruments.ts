import { inOwnProcess } from './child.ts';
import { median } from './median.ts';

export const instrumentRows = ['interleavings', 'crash sweep', 'growth', 'first verdict of a race'] as const;
export type InstrumentRow = (typeof instrumentRows)[number];

/** What one check with one instrument takes in a fresh process, its modules loaded and nothing yet compiled. */
export interface InstrumentFigure {
  readonly ms: number;
  /** Runs, crash points, access patterns. */
  readonly tried: number;
}

export type InstrumentFigures = Readonly<Record<InstrumentRow, InstrumentFigure>>;

/** Medians of so many processes, each of which runs one check once. */
export async function measureInstruments(times: number): Promise<InstrumentFigures> {
  const figures: Partial<Record<InstrumentRow, InstrumentFigure>> = {};
  for (const row of instrumentRows) {
    const each: InstrumentFigure[] = [];
    for (let time = 0; time < times; time += 1)
      each.push(await inOwnProcess<InstrumentFigure>('instruments-child.ts', [row]));
    figures[row] = { ms: median(each.map(({ ms }) => ms)), tried: median(each.map(({ tried }) => tried)) };
  }
  return figures as InstrumentFigures;
}

/**
 * Two clients with six requests each that all concern each other have 924 interleavings and no more; so a thousand are
 * reckoned from those.
 */
export function secondsPerThousand({ ms, tried }: InstrumentFigure): number {
  return ms / tried;
}
