import type { GradedCheck } from '@keysmith/course';
import { formatFailure } from '../report/text.ts';

/** Whether a check passed under the seed that learners know, and not under the instructor's. */
export function failsHiddenOnly({ visible, hidden }: GradedCheck): boolean {
  return visible === 'pass' && hidden !== undefined && hidden !== 'pass';
}

/**
 * What a learner may read of a check. What failed under the hidden seed alone is told without its data: the message would
 * give away the seed, and with it the answers.
 */
export function learnerText(check: GradedCheck): string {
  if (check.status === 'pass') return '';
  if (check.status === 'skipped') return `Not run: ${check.reason ?? 'a check that it needs did not pass.'}`;
  if (failsHiddenOnly(check)) {
    return 'It passes with the data that you practise with, and not with other data of the same kind. The rule is the same: try `keysmith test` with other values of --seed.';
  }
  return formatFailure(check);
}
