import { atLeast, atMost, type Goal } from '../goal.ts';

export interface GradeFigures {
  readonly throughput?: {
    readonly submissions: number;
    /** Submissions in a minute: graded in the sandbox, under two seeds, and by hand. */
    readonly sandboxed: number;
    readonly byHand: number;
  };
  readonly large?: {
    readonly submissions: number;
    readonly seconds: number;
    readonly peakBytes: number;
    /** A sentence for each row whose mark is not what it must be. */
    readonly wrongRows: readonly string[];
  };
}

export function judgeGrading({ throughput, large }: GradeFigures): Goal[] {
  return [
    ...(throughput
      ? [
          atLeast(
            'submissions per minute, times as many as by hand',
            throughput.sandboxed / throughput.byHand,
            5,
          ),
        ]
      : []),
    ...(large ? [atMost('wrong rows', large.wrongRows.length, 0)] : []),
  ];
}
