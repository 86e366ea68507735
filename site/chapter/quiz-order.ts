import { createHash } from 'node:crypto';
import type { QuizQuestion } from '@keysmith/course';

/** An option in the place at which the page shows it. */
export interface PlacedOption {
  readonly option: QuizQuestion['options'][number];
  /** Tells it apart from the question's other options, and from what it was before its text was changed. */
  readonly mark: string;
}

/**
 * The options in an order that gives nothing away. Authors write the right one first; the page sorts by a hash of the
 * texts, so that the order is the same at every build and says nothing.
 */
export function placeOptions({ id, options }: Pick<QuizQuestion, 'id' | 'options'>): readonly PlacedOption[] {
  return options
    .map((option) => ({ option, mark: markOf(id, option.text) }))
    .toSorted((left, right) => (left.mark < right.mark ? -1 : 1));
}

function markOf(question: string, text: string): string {
  return createHash('sha256').update(`${question}\n${text}`).digest('hex').slice(0, 8);
}
