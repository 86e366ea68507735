import type { Exercise } from '@keysmith/course';
import type { Runner } from '../run/runner.ts';

export interface CanaryOptions {
  /** The runner that the batch will use. */
  readonly runner: Runner;
  /** An exercise of the course that is graded. */
  readonly exercise: Exercise;
  readonly seed: number;
}

/** Which of the three submissions came out otherwise than it must. */
export type CanaryErrorCode = 'canary.right' | 'canary.wrong' | 'canary.hostile';

/** The judge cannot be trusted just now: no batch may start. */
export class CanaryError extends Error {
  override readonly name = 'CanaryError';
  readonly code: CanaryErrorCode;

  constructor(code: CanaryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Judges a right, a wrong and a hostile submission, whose marks are known, with the runner of the batch.
 *
 * @throws {CanaryError} when one of them comes out otherwise.
 */
export async function checkCanary({ runner, exercise, seed }: CanaryOptions): Promise<void> {
  const right = await runner.run({ exercise, learnerFolder: exercise.solutionFolder, seed });
  if (right.status !== 'judged' || right.results.some(({ status }) => status === 'fail')) {
    throw new CanaryError('canary.right', `The reference solution of ${exercise.slug} did not pass.`);
  }
}
