import type { CheckResult, Exercise } from '@keysmith/course';

export interface Judged {
  readonly exercise: Pick<Exercise, 'tasks' | 'checks'>;
  readonly results: readonly CheckResult[];
  /** The check of which one run was repeated, as a replay token asked. */
  readonly replayed?: string | undefined;
}

/**
 * The check to explain first. That whose run was repeated, if one was and it did not pass; otherwise the first check that
 * did not pass in the first unfinished task. A skipped one explains nothing, so it comes last.
 */
export function checkToExplain({ exercise, results, replayed }: Judged): CheckResult | undefined {
  if (replayed !== undefined) {
    const result = results.find(({ id }) => id === replayed);
    if (result === undefined || result.status === 'pass') return undefined;
    return result.status === 'skipped' ? causeOf(result, results, exercise) : result;
  }
  const order: readonly CheckResult['status'][] = ['fail', 'error', 'skipped'];
  for (const task of exercise.tasks) {
    const open = results.filter((result) => result.task === task.id && result.status !== 'pass');
    const explained = order.map((status) => open.find((result) => result.status === status)).find(Boolean);
    if (explained) return explained.status === 'skipped' ? causeOf(explained, results, exercise) : explained;
  }
  return undefined;
}

/** A task whose checks were all skipped is open because of a check elsewhere; that one is worth explaining. */
function causeOf(
  skipped: CheckResult,
  results: readonly CheckResult[],
  exercise: Judged['exercise'],
): CheckResult {
  const needs = exercise.checks.find(({ id }) => id === skipped.id)?.needs ?? [];
  const causes = results.filter(({ id, status }) => needs.includes(id) && status !== 'pass');
  return causes.find(({ status }) => status !== 'skipped') ?? skipped;
}
