import { Trace, type RecordedRequest } from './trace.ts';

/** Matchers on the requests of one call. They read like sentences: `expect(trace).toBeOneQuery()`. */
export interface TraceMatchers {
  /** Exactly one request, and that a Query: on the table or on any index. */
  toBeOneQuery(): void;
  /** No request but these operations. */
  toUseOnly(...operations: string[]): void;
  /** So many requests or fewer. */
  toTakeAtMostRequests(count: number): void;
  /** No Scan, on the table or on an index. */
  toNeverScan(): void;
  /** No FilterExpression: every item that DynamoDB reads is an item that was asked for. */
  toNeverFilter(): void;
  /** At most so many items read, whether returned or not. */
  toReadAtMostItems(count: number): void;
  /** At most so many read units. */
  toConsumeAtMostReadUnits(units: number): void;
  /** At most so many write units, those of indexes included. */
  toConsumeAtMostWriteUnits(units: number): void;
  /** No more requests and no more units than another call: the cost does not grow between the two. */
  toCostNoMoreThan(other: Trace): void;
}

/** What a matcher on a trace demands and what it met, so that a report can show the two apart. */
export class TraceExpectation {
  readonly wanted: string;
  readonly found: string;

  constructor(wanted: string, found: string) {
    this.wanted = wanted;
    this.found = found;
  }
}

interface MatcherResult {
  pass: boolean;
  message: () => string;
  actual: unknown;
  expected: TraceExpectation;
}

/** A judgement on a trace: whether it passes, what was wanted, and what was found instead. */
type Judgement = readonly [pass: boolean, wanted: string, found: string];

export const traceMatchers = {
  toBeOneQuery: matcher('toBeOneQuery', ({ requests }) => [
    requests.length === 1 && requests[0]?.operation === 'Query',
    'one Query',
    `there ${were(requests)}`,
  ]),

  toUseOnly: matcher('toUseOnly', ({ requests }, ...operations: string[]) => {
    const others = requests.filter((request) => !operations.includes(request.operation));
    return [others.length === 0, `only ${operations.join(' and ')}`, `there also ${were(others)}`];
  }),

  toTakeAtMostRequests: matcher('toTakeAtMostRequests', ({ requests }, count: number) => [
    requests.length <= count,
    `at most ${plural(count, 'request')}`,
    `there ${were(requests)}`,
  ]),

  toNeverScan: matcher('toNeverScan', ({ requests }) => {
    const scans = requests.filter((request) => request.operation === 'Scan');
    const read = scans.reduce((total, scan) => total + (scan.scanned ?? 0), 0);
    const found = `${plural(scans.length, 'Scan')} read ${plural(read, 'item')}: a Scan reads the whole table, whatever it returns`;
    return [scans.length === 0, 'no Scan', found];
  }),

  toNeverFilter: matcher('toNeverFilter', (trace) => {
    const filtered = trace.requests.filter((request) => request.input['FilterExpression'] !== undefined);
    const found = `${plural(filtered.length, 'request')} filtered: of ${plural(trace.scanned, 'item')} read, ${trace.returned} came back, and all were paid for`;
    return [filtered.length === 0, 'no filter', found];
  }),

  toReadAtMostItems: matcher('toReadAtMostItems', (trace, count: number) => [
    trace.scanned <= count,
    `at most ${plural(count, 'item')} read`,
    `DynamoDB read ${plural(trace.scanned, 'item')} and returned ${trace.returned}`,
  ]),

  toConsumeAtMostReadUnits: matcher('toConsumeAtMostReadUnits', ({ readUnits }, units: number) => [
    readUnits <= units,
    `at most ${plural(units, 'read unit')}`,
    `the call consumed ${plural(readUnits, 'read unit')}`,
  ]),

  toConsumeAtMostWriteUnits: matcher('toConsumeAtMostWriteUnits', ({ writeUnits }, units: number) => [
    writeUnits <= units,
    `at most ${plural(units, 'write unit')}`,
    `the call consumed ${plural(writeUnits, 'write unit')}`,
  ]),

  toCostNoMoreThan: matcher('toCostNoMoreThan', (trace, other: Trace) => [
    trace.requests.length <= other.requests.length &&
      trace.readUnits <= other.readUnits &&
      trace.writeUnits <= other.writeUnits,
    `a cost that stays the same as the table grows: ${costOf(other)} before`,
    `${costOf(trace)} after`,
  ]),
};

/** Makes a judgement into what `expect.extend` takes. */
function matcher<Args extends unknown[]>(name: string, judge: (trace: Trace, ...args: Args) => Judgement) {
  return (received: unknown, ...args: Args): MatcherResult => {
    const [pass, wanted, found] = judge(traceOf(received, name), ...args);
    return {
      pass,
      message: () => (pass ? `expected otherwise than ${wanted}` : `expected ${wanted}, but ${found}`),
      actual: received,
      expected: new TraceExpectation(wanted, found),
    };
  };
}

function traceOf(received: unknown, matcher: string): Trace {
  if (received instanceof Trace) return received;
  throw new Error(`expect(…).${matcher}() takes the trace of a run: const { trace } = await rig.run(…)`);
}

/** "were 3 requests: Query, GetItem, GetItem". */
function were(requests: readonly RecordedRequest[]): string {
  if (requests.length === 0) return 'were no requests';
  const names = requests.slice(0, 6).map((request) => request.operation);
  const more = requests.length > names.length ? ', …' : '';
  return `${requests.length === 1 ? 'was' : 'were'} ${plural(requests.length, 'request')}: ${names.join(', ')}${more}`;
}

function costOf(trace: Trace): string {
  return `${plural(trace.requests.length, 'request')}, ${trace.readUnits} read and ${trace.writeUnits} write units`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
