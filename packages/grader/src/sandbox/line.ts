import type { Jail } from './jail.ts';
import type { SandboxEvents } from './events.ts';
import { bytesOf, type LimitName } from './limits.ts';
import { isForged } from './read-body.ts';
import { Rest } from './rest.ts';

/**
 * The way to a jail and back, as all who use it share it. Once it is broken, nothing goes over it any more, and whoever
 * waits for something waits for ever: the run is over.
 */
export class Line {
  /** Told of what happens; those of the next run once it takes the jail over. */
  events: SandboxEvents;
  readonly rest: Rest;
  readonly #jail: Jail;
  #counted = 0;
  #isBroken = false;

  constructor(jail: Jail, events: SandboxEvents) {
    this.#jail = jail;
    this.rest = new Rest(jail);
    this.events = events;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** How many frames were posted. */
  get posted(): number {
    return this.#jail.posted;
  }

  post(...frame: Parameters<Jail['post']>): void {
    if (!this.#isBroken) this.#jail.post(...frame);
  }

  /** A number that nothing else on this line has. */
  number(): string {
    this.#counted += 1;
    return String(this.#counted);
  }

  break(): void {
    this.#isBroken = true;
    this.rest.end();
  }

  limit(name: LimitName): void {
    this.break();
    this.events.limit(name);
  }

  /** Whether a result has the size of one; the run is over if it has not. */
  fits(body: Buffer): boolean {
    if (body.length <= bytesOf('result')) return true;
    this.limit('result');
    return false;
  }

  /** Does what believes what came; undefined, and the end of the run, if that is not in order. */
  believe<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!isForged(error)) throw error;
      this.break();
      this.events.forged(error.message);
      return undefined;
    }
  }
}
