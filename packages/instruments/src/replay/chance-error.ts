import { PropertyError } from '../checks/failure.ts';

/** A run that broke did not break when it was made once more, so no token could repeat it. */
export class ChanceError extends PropertyError {
  /** @param run such as "the run A1B2" */
  constructor(run: string) {
    super(
      `${run} broke something once and, made once more, did not. Something in it comes by chance or from real time, ` +
        'such as Math.random, Date.now or setTimeout: take `now`, `newId` and `sleep` from the context',
    );
  }
}
