import type { LabOutcome } from '@keysmith/page';
import type { LabData } from './lab-data.ts';

/** Whether every check of the exercise has passed; one without a result has not. */
export function isPassed(
  { checks }: Pick<LabData, 'checks'>,
  { status, results }: Pick<LabOutcome, 'status' | 'results'>,
): boolean {
  return (
    status === 'judged' && checks.every(({ id }) => results.find((one) => one.id === id)?.status === 'pass')
  );
}

/** "3 of 14 points". */
export function scoreOf({ maxPoints }: Pick<LabData, 'maxPoints'>, { status, results }: LabOutcome): string {
  const points = results.reduce((sum, result) => sum + result.points, 0);
  const score = `${points} of ${maxPoints} points`;
  if (status === 'stopped') return `Stopped. ${score} so far`;
  return status === 'unjudged' ? 'No verdict' : score;
}
