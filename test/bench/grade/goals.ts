import { atLeast, atMost, type Goal } from '../goal.ts';
import { median } from '../median.ts';
import type { Peaks } from './memory.ts';

/** How many times the memory of a class one ten times as large may take: its report alone names every learner. */
const PEAK_GROWTH_MAX = 1.5;

export interface GradeFigures {
  readonly throughput?: {
    /** In each round. */
    readonly submissions: number;
    readonly rounds: readonly Round[];
  };
  readonly large?: {
    readonly submissions: number;
    readonly seconds: number;
    readonly peakBytes: number;
    /** A sentence for each row whose mark is not what it must be. */
    readonly wrongRows: readonly string[];
  };
  readonly memory?: Peaks | undefined;
}

/** Submissions in a minute: graded in the sandbox, under two seeds, and by hand right before and after that. */
export interface Round {
  readonly sandboxed: number;
  readonly byHand: number;
}

export function judgeGrading({ throughput, large, memory }: GradeFigures): Goal[] {
  return [
    ...(throughput
      ? [
          atLeast(
            'submissions per minute, times as many as by hand',
            median(throughput.rounds.map(({ sandboxed, byHand }) => sandboxed / byHand)),
            5,
          ),
        ]
      : []),
    ...(large ? [atMost('wrong rows', large.wrongRows.length, 0)] : []),
    ...(memory ? [atMost(growthName(memory), growthOf(memory), PEAK_GROWTH_MAX)] : []),
  ];
}

/** Of the peak, from the smallest class to the largest. */
function growthOf(peaks: Peaks): number {
  const [smallest = 1, largest = 1] = endsOf(peaks).map((size) => peaks[size]);
  return largest / smallest;
}

function growthName(peaks: Peaks): string {
  const [smallest, largest] = endsOf(peaks);
  return `peak memory with ${largest} submissions, times that with ${smallest}`;
}

function endsOf(peaks: Peaks): readonly [number, number] {
  const sizes = Object.keys(peaks).map(Number);
  return [Math.min(...sizes), Math.max(...sizes)];
}
