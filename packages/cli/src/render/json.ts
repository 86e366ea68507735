import { isPassed } from './verdict.ts';
import type { Attempt } from '../practice/attempt.ts';
import type { TypesChecked } from '../practice/check-types.ts';

/**
 * A verdict for machines, as one line: what `test --json` and `watch --json` print. `checks` has the shape of the
 * course's verdict schema; `types` is null when the compiler did not look,
 * and `replayed` names the check of which one run alone was repeated: then a pass counts for nothing.
 */
export function attemptAsJson({ verdict, output }: Attempt, types: TypesChecked): string {
  const { exercise, results, unjudged, replayed, seed, table, milliseconds } = verdict;
  return JSON.stringify({
    schema: 'keysmith/test/v1',
    exercise: exercise.slug,
    seed,
    table,
    status: unjudged ? 'unjudged' : isPassed(verdict) ? 'passed' : 'failed',
    ...(unjudged ? { unjudged } : {}),
    ...(replayed === undefined ? {} : { replayed }),
    score: results.reduce((sum, { points }) => sum + points, 0),
    maxScore: exercise.maxPoints,
    checks: results,
    output,
    types: types?.status === 'fulfilled' ? types.value : null,
    seconds: Math.round(milliseconds) / 1000,
  });
}
