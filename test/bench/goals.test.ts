import { describe, expect, it } from 'vitest';
import { measureBundles } from './bundles.ts';
import { judge } from './goals.ts';
import type { Figures } from './goals.ts';
import { reportOf } from './print.ts';
import { rowNames } from './rows.ts';
import { itemOf, wireItemOf } from './workload.ts';
import { itemSize } from '../../packages/engine/src/values/size.ts';
import { readItem } from '../../packages/engine/src/values/codec.ts';

/** A run in which every figure stands right at its limit. */
const atTheLimits: Figures = {
  sideBySide: Object.fromEntries(
    rowNames.map((row) => [
      row,
      { floor: 100, embedded: row === 'Query of 100' ? 160 : 140, 'DynamoDB Local': 800, dynalite: 400 },
    ]),
  ) as Figures['sideBySide'],
  engineAlone: { GetItem: 100_000, PutItem: 50_000, 'Query of 100': 5_000 },
  startUps: Object.fromEntries(
    ['engine', 'embedded', 'DynamoDB Local', 'dynalite'].map((name) => [name, { importMs: 50, readyMs: 5 }]),
  ) as unknown as Figures['startUps'],
  memory: {
    itemCount: 1_000_000,
    loadSeconds: 10,
    startBytes: 0,
    loadedBytes: 0,
    peakBytes: 1024 ** 3,
    restingBytes: 0,
    heapBytes: 0,
  },
  growth: {
    'through the client': {
      GetItem: { 1000: 100, 1000000: 130 },
      PutItem: { 1000: 100, 1000000: 200 },
      'Query of 100': { 1000: 100, 1000000: 130 },
    },
    'engine alone': { GetItem: { 1000: 1 }, PutItem: { 1000: 1 }, 'Query of 100': { 1000: 1 } },
  },
  bundles: { whole: 60_000, withoutPartiql: 45_000 },
  instruments: {
    interleavings: { ms: 3696, tried: 924 },
    'crash sweep': { ms: 3000, tried: 100 },
    growth: { ms: 3000, tried: 1 },
    'first verdict of a race': { ms: 250, tried: 12 },
  },
};

describe('the goals', () => {
  it('are met at their limits', () => {
    const goals = judge(atTheLimits);
    expect(goals.filter(({ met }) => !met)).toEqual([]);
    expect(goals).toHaveLength(31);
  });

  it('are missed beyond them, each by its own figure', () => {
    const worse = judge({
      ...atTheLimits,
      engineAlone: { ...atTheLimits.engineAlone, PutItem: 49_999 },
      bundles: { whole: 60_001, withoutPartiql: 45_000 },
      instruments: { ...atTheLimits.instruments, interleavings: { ms: 3697, tried: 924 } },
    });
    expect(worse.filter(({ met }) => !met).map(({ goal }) => goal)).toEqual([
      'PutItem by the engine alone, per second',
      'engine for the browser, KB gzipped',
      '1,000 interleavings of 2 clients with 6 requests, s',
    ]);
  });

  it('are those of the parts that were measured', () => {
    const { instruments } = atTheLimits;
    const goals = judge({ instruments });
    expect(goals.map(({ met }) => met)).toEqual([true, true, true, true]);
    const report = reportOf({ instruments }, goals);
    expect(report).toMatch(/^crash sweep +3,000 +100$/m);
    expect(report).not.toContain('PutItem');
  });

  it('stand in the report, with what was missed', () => {
    const figures = { ...atTheLimits, bundles: { whole: 60_001, withoutPartiql: 45_000 } };
    const report = reportOf(figures, judge(figures));
    expect(report).toMatch(/^engine for the browser, KB gzipped +60\.00 +at most 60 +MISSED$/m);
    expect(report).toMatch(/^without PartiQL, KB gzipped +45\.00 +at most 45 +met$/m);
  });
});

describe('the workload', () => {
  it('has items of 200 bytes by the rule of the service, the same in both forms', () => {
    for (const index of [0, 7, 99, 12_345, 999_999]) {
      expect(itemSize(readItem(wireItemOf(index)))).toBe(200);
      expect(Object.keys(itemOf(index))).toEqual(Object.keys(wireItemOf(index)));
    }
  });
});

describe('the engine for the browser', () => {
  it('stays within its size, measured on what is there now', async () => {
    const { whole, withoutPartiql } = await measureBundles();
    expect(whole).toBeLessThanOrEqual(60_000);
    expect(withoutPartiql).toBeLessThanOrEqual(45_000);
    expect(withoutPartiql).toBeLessThan(whole);
  });
});
