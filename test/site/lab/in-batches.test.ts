import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inBatches } from '../../../site/lab/in-batches.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('values are handled together, in their order, when the time is over', () => {
  const handled: number[] = [];
  const batches = inBatches<number>((value) => void handled.push(value), 100);
  batches.add(1);
  vi.advanceTimersByTime(99);
  batches.add(2);
  expect(handled).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(handled).toEqual([1, 2]);
});

test('a value that comes later waits for its own time', () => {
  const handled: number[] = [];
  const batches = inBatches<number>((value) => void handled.push(value), 100);
  batches.add(1);
  vi.advanceTimersByTime(150);
  batches.add(2);
  vi.advanceTimersByTime(99);
  expect(handled).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(handled).toEqual([1, 2]);
});

test('nothing that was flushed is handled again', () => {
  const handled: number[] = [];
  const batches = inBatches<number>((value) => void handled.push(value), 100);
  batches.add(1);
  batches.flush();
  expect(handled).toEqual([1]);
  vi.advanceTimersByTime(1000);
  expect(handled).toEqual([1]);
});
