import { describe, expect as expectHere, it } from 'vitest';
import { expect } from '@keysmith/instruments';
import type { TraceMatchers } from '../../../packages/instruments/src/recorder/matchers.ts';
import { Trace, type RecordedRequest } from '../../../packages/instruments/src/recorder/trace.ts';

const request = (operation: string, more: Partial<RecordedRequest> = {}): RecordedRequest => ({
  operation,
  input: {},
  reply: {},
  table: 'main',
  detail: '',
  readUnits: 0,
  writeUnits: 0,
  ...more,
});

const query = request('Query', { scanned: 3, returned: 3, readUnits: 0.5 });
const scan = request('Scan', {
  scanned: 40,
  returned: 2,
  readUnits: 20,
  input: { FilterExpression: 'a = :a' },
});
const put = request('PutItem', { writeUnits: 2 });
const trace = (...requests: RecordedRequest[]) => new Trace(requests);

/** What the matcher says, or that it is content. */
function said(assertion: () => void): string {
  try {
    assertion();
    return 'content';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('matchers on traces', () => {
  it.each<[string, () => void, string]>([
    ['one Query', () => expect(trace(query)).toBeOneQuery(), 'content'],
    ['no request', () => expect(trace()).toBeOneQuery(), 'expected one Query, but there were no requests'],
    [
      'another',
      () => expect(trace(put)).toBeOneQuery(),
      'expected one Query, but there was 1 request: PutItem',
    ],
    [
      'two Queries',
      () => expect(trace(query, query)).toBeOneQuery(),
      'expected one Query, but there were 2 requests: Query, Query',
    ],
    ['only', () => expect(trace(query, put)).toUseOnly('Query', 'PutItem'), 'content'],
    [
      'not only',
      () => expect(trace(query, put, scan)).toUseOnly('Query'),
      'expected only Query, but there also were 2 requests: PutItem, Scan',
    ],
    ['few requests', () => expect(trace(query)).toTakeAtMostRequests(1), 'content'],
    [
      'many requests',
      () => expect(trace(...Array.from({ length: 8 }, () => put))).toTakeAtMostRequests(7),
      'expected at most 7 requests, but there were 8 requests: PutItem, PutItem, PutItem, PutItem, PutItem, PutItem, …',
    ],
    ['no Scan', () => expect(trace(query)).toNeverScan(), 'content'],
    [
      'a Scan',
      () => expect(trace(scan)).toNeverScan(),
      'expected no Scan, but 1 Scan read 40 items: a Scan reads the whole table, whatever it returns',
    ],
    ['no filter', () => expect(trace(query)).toNeverFilter(), 'content'],
    [
      'a filter',
      () => expect(trace(scan)).toNeverFilter(),
      'expected no filter, but 1 request filtered: of 40 items read, 2 came back, and all were paid for',
    ],
    ['few items', () => expect(trace(query)).toReadAtMostItems(3), 'content'],
    [
      'many items',
      () => expect(trace(query, scan)).toReadAtMostItems(42),
      'expected at most 42 items read, but DynamoDB read 43 items and returned 5',
    ],
    ['read units', () => expect(trace(query)).toConsumeAtMostReadUnits(0.5), 'content'],
    [
      'too many read units',
      () => expect(trace(query, scan)).toConsumeAtMostReadUnits(20),
      'expected at most 20 read units, but the call consumed 20.5 read units',
    ],
    ['write units', () => expect(trace(put)).toConsumeAtMostWriteUnits(2), 'content'],
    [
      'too many write units',
      () => expect(trace(put)).toConsumeAtMostWriteUnits(1),
      'expected at most 1 write unit, but the call consumed 2 write units',
    ],
    ['the same cost', () => expect(trace(query)).toCostNoMoreThan(trace(query, put)), 'content'],
    [
      'more cost',
      () => expect(trace(query, put)).toCostNoMoreThan(trace(query)),
      'expected a cost that stays the same as the table grows: 1 request, 0.5 read and 0 write units before, but 2 requests, 0.5 read and 2 write units after',
    ],
  ])('say what was wanted and what was found: %s', (_, assertion, expected) => {
    expectHere(said(assertion)).toBe(expected);
  });

  it('can be turned round, and can carry a message', () => {
    expectHere(said(() => (expect(trace(scan)).not as unknown as TraceMatchers).toNeverScan())).toBe(
      'content',
    );
    expectHere(said(() => (expect(trace(query)).not as unknown as TraceMatchers).toBeOneQuery())).toBe(
      'expected otherwise than one Query',
    );
    expectHere(said(() => expect(trace(put), 'the page').toBeOneQuery())).toContain(
      'the page: expected one Query',
    );
  });

  it('tell an author who hands in something else than a trace', () => {
    expectHere(said(() => expect({ trace: trace() }).toBeOneQuery())).toBe(
      'expect(…).toBeOneQuery() takes the trace of a run: const { trace } = await rig.run(…)',
    );
  });
});
