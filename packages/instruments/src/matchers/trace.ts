import { Trace, type RecordedRequest } from '../trace.ts';

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

interface MatcherResult {
  pass: boolean;
  message: () => string;
  actual: unknown;
  expected: unknown;
}

export const traceMatchers = {
  toBeOneQuery(received: unknown): MatcherResult {
    const { requests } = traceOf(received, 'toBeOneQuery');
    const pass = requests.length === 1 && requests[0]?.operation === 'Query';
    return verdict(received, pass, `one Query, but there ${were(requests)}`);
  },

  toUseOnly(received: unknown, ...operations: string[]): MatcherResult {
    const { requests } = traceOf(received, 'toUseOnly');
    const others = requests.filter((request) => !operations.includes(request.operation));
    return verdict(
      received,
      others.length === 0,
      `only ${operations.join(' and ')}, but there also ${were(others)}`,
    );
  },

  toTakeAtMostRequests(received: unknown, count: number): MatcherResult {
    const { requests } = traceOf(received, 'toTakeAtMostRequests');
    return verdict(
      received,
      requests.length <= count,
      `at most ${plural(count, 'request')}, but there ${were(requests)}`,
    );
  },

  toNeverScan(received: unknown): MatcherResult {
    const scans = traceOf(received, 'toNeverScan').requests.filter((request) => request.operation === 'Scan');
    const read = scans.reduce((total, scan) => total + (scan.scanned ?? 0), 0);
    return verdict(
      received,
      scans.length === 0,
      `no Scan, but ${plural(scans.length, 'Scan')} read ${plural(read, 'item')}: a Scan reads the whole table, whatever it returns`,
    );
  },

  toNeverFilter(received: unknown): MatcherResult {
    const trace = traceOf(received, 'toNeverFilter');
    const filtered = trace.requests.filter((request) => request.input['FilterExpression'] !== undefined);
    return verdict(
      received,
      filtered.length === 0,
      `no filter, but ${plural(filtered.length, 'request')} filtered: of ${plural(trace.scanned, 'item')} read, ${trace.returned} came back, and all were paid for`,
    );
  },

  toReadAtMostItems(received: unknown, count: number): MatcherResult {
    const trace = traceOf(received, 'toReadAtMostItems');
    return verdict(
      received,
      trace.scanned <= count,
      `at most ${plural(count, 'item')} read, but DynamoDB read ${trace.scanned} and returned ${trace.returned}`,
    );
  },

  toConsumeAtMostReadUnits(received: unknown, units: number): MatcherResult {
    const { readUnits } = traceOf(received, 'toConsumeAtMostReadUnits');
    return verdict(
      received,
      readUnits <= units,
      `at most ${plural(units, 'read unit')}, but the call consumed ${readUnits}`,
    );
  },

  toConsumeAtMostWriteUnits(received: unknown, units: number): MatcherResult {
    const { writeUnits } = traceOf(received, 'toConsumeAtMostWriteUnits');
    return verdict(
      received,
      writeUnits <= units,
      `at most ${plural(units, 'write unit')}, but the call consumed ${writeUnits}`,
    );
  },

  toCostNoMoreThan(received: unknown, other: Trace): MatcherResult {
    const trace = traceOf(received, 'toCostNoMoreThan');
    const pass =
      trace.requests.length <= other.requests.length &&
      trace.readUnits <= other.readUnits &&
      trace.writeUnits <= other.writeUnits;
    return verdict(
      received,
      pass,
      `a cost that stays the same as the table grows: before ${costOf(other)}, but after ${costOf(trace)}`,
    );
  },
};

function traceOf(received: unknown, matcher: string): Trace {
  if (received instanceof Trace) return received;
  throw new TypeError(`expect(…).${matcher}() takes the trace of a run: const { trace } = await rig.run(…)`);
}

function verdict(received: unknown, pass: boolean, wanted: string): MatcherResult {
  return {
    pass,
    message: () => `expected ${pass ? 'otherwise than ' : ''}${wanted}`,
    actual: received,
    expected: undefined,
  };
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
