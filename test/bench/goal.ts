/** One promise of what is measured, and whether this run kept it. */
export interface Goal {
  readonly goal: string;
  readonly figure: number;
  readonly limit: number;
  readonly is: 'at most' | 'at least';
  readonly met: boolean;
}

export function atMost(goal: string, figure: number, limit: number): Goal {
  return { goal, figure, limit, is: 'at most', met: figure <= limit };
}

export function atLeast(goal: string, figure: number, limit: number): Goal {
  return { goal, figure, limit, is: 'at least', met: figure >= limit };
}
