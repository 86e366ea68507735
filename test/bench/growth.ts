import { inOwnProcess } from './child.ts';
import type { EngineRequest } from './engine-alone.ts';

/** Median microseconds of one request by the number of items in the table. */
export type ByItemCount = Readonly<Record<string, number>>;
export type GrowthOfRequests = Readonly<Record<EngineRequest, ByItemCount>>;

export interface GrowthFigures {
  /** As a learner meets it: the document client on top. */
  readonly 'through the client': GrowthOfRequests;
  /** The engine's own part, in which growth shows most. */
  readonly 'engine alone': GrowthOfRequests;
}

export function measureGrowth(itemCounts: readonly number[], rounds: number): Promise<GrowthFigures> {
  const words = [rounds, ...itemCounts].map(String);
  return inOwnProcess<GrowthFigures>('growth-child.ts', words, ['--max-old-space-size=3000']);
}

/** How many times the slowest table takes as long as the smallest. */
export function growthOf(byItemCount: ByItemCount): number {
  const [smallest = NaN, ...larger] = Object.values(byItemCount);
  return Math.max(...larger) / smallest;
}
