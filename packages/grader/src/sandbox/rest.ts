import { nextTurn } from '@keysmith/instruments/host';
import type { Jail } from './jail.ts';

/**
 * Knows when a jail has come to rest: it acknowledges each frame once the learner's code has gone on with it as far as
 * it can, so it rests when as many were acknowledged as were posted.
 */
export class Rest {
  readonly #jail: Jail;
  #acknowledged = 0;
  #isHeld = false;
  #isOver = false;
  #waiting: (() => void)[] = [];

  constructor(jail: Jail) {
    this.#jail = jail;
  }

  /** How many frames the code has gone on with. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  get isThere(): boolean {
    return !this.#isHeld && !this.#isOver && this.#acknowledged === this.#jail.posted;
  }

  /** Takes one more acknowledgement; false if nothing was posted that it could be of. */
  acknowledge(): boolean {
    this.#acknowledged += 1;
    if (this.#acknowledged > this.#jail.posted) return false;
    this.#tell();
    return true;
  }

  /** Lets what the jail sends wait until everything has run here that is ready to. */
  hold(): void {
    this.#isHeld = true;
    this.#jail.pause();
    void nextTurn().then(() => {
      this.#isHeld = false;
      this.#jail.resume();
      this.#tell();
    });
  }

  /** Resolves when the jail rests, and everything has run here that was ready to. */
  async reached(): Promise<void> {
    do {
      if (!this.isThere) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      await nextTurn();
    } while (!this.isThere);
  }

  /** Nothing comes to rest any more; whoever waits, waits for ever. */
  end(): void {
    this.#isOver = true;
  }

  #tell(): void {
    if (!this.isThere) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
