import { expect, it } from 'vitest';
import type { RequestSummary } from '@keysmith/course';
import { renderRequests } from '../../../packages/cli/src/render/requests.ts';
import { plainTerminal } from '../terminal/recorder.ts';

const GET: RequestSummary = {
  operation: 'GetItem',
  table: 'main',
  detail: 'pk = "W#1"',
  scanned: 1,
  returned: 1,
  readUnits: 0.5,
  writeUnits: 0,
};

it('counts the requests that it does not list, and adds all of them up', () => {
  const requests = [...Array.from({ length: 58 }, () => GET), { ...GET, operation: 'Query' }];
  const lines = renderRequests(requests, plainTerminal()).split('\n');
  expect(lines.filter((line) => /^ *\d+ {2}GetItem/.test(line))).toHaveLength(8);
  expect(lines.slice(-2)).toEqual([
    '   … and 51 more: 50 GetItem, 1 Query',
    '   in all 59 requests, 59 items read, 59 returned, 29.5 read',
  ]);
});

it('says that there were none', () => {
  expect(renderRequests([], plainTerminal())).toBe('none');
});

it('adds units up without the noise of floating point', () => {
  const requests = Array.from({ length: 3 }, () => ({ ...GET, readUnits: 0.1, writeUnits: 0.2 }));
  expect(renderRequests(requests, plainTerminal())).toContain('0.3 read + 0.6 write');
});
