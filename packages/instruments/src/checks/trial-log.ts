/** What one access pattern cost, and what it may cost. */
export interface BillLine {
  readonly pattern: string;
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Of the items that came back. */
  readonly bytes: number;
  readonly budget?: Partial<Pick<BillLine, 'requests' | 'readUnits' | 'writeUnits' | 'bytes'>>;
}

/** How often a flaw showed. */
export interface Count {
  readonly instrument: string;
  /** Runs, crash points, … that were tried. */
  readonly tried: number;
  /** Those in which something broke. */
  readonly broken: number;
}

/** What instruments tell beside pass and fail. */
export interface TrialLog {
  /** Gives the next instrument of the check its number, from 1. */
  nextInstrument(): number;
  /** One line of what an instrument did: "races: 84 schedules, every one that differs". */
  measured(line: string): void;
  bill(line: BillLine): void;
  count(count: Count): void;
  /** How far an instrument has come with what it may try. */
  progress(done: number, total: number): void;
}

export interface KeptLog extends TrialLog {
  readonly lines: readonly string[];
  readonly bills: readonly BillLine[];
  readonly counts: readonly Count[];
}

export function createTrialLog(onProgress?: (done: number, total: number) => void): KeptLog {
  const lines: string[] = [];
  const bills: BillLine[] = [];
  const counts: Count[] = [];
  let instruments = 0;
  return {
    lines,
    bills,
    counts,
    nextInstrument: () => (instruments += 1),
    measured: (line) => void lines.push(line),
    bill: (line) => void bills.push(line),
    count: (count) => void counts.push(count),
    progress: (done, total) => onProgress?.(done, total),
  };
}
