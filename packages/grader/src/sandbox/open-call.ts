import type { CallOutcome, ClientSetup } from '@keysmith/instruments/host';
import type { RefusedBody } from '../jail/messages.ts';

/** Something that the code of a call asked for. */
interface Asked {
  /** Absent for a wait. */
  readonly operation?: string;
  /** The number of the frame that brought the answer; undefined until there is one. */
  answeredBy?: number;
}

/** A call of a learner's function that is under way in the jail, as the judge knows it. */
export class OpenCall {
  readonly id: string;
  readonly nonce: string;
  readonly name: string;
  readonly setup: ClientSetup;
  readonly outcome: Promise<CallOutcome>;
  readonly settle: { resolve(outcome: CallOutcome): void; reject(error: Error): void };
  hasReturned = false;
  readonly #asked = new Map<number, Asked>();
  readonly #due = new Set<Promise<void>>();
  #count = 0;

  constructor(given: Pick<OpenCall, 'id' | 'nonce' | 'name' | 'setup'>) {
    this.id = given.id;
    this.nonce = given.nonce;
    this.name = given.name;
    this.setup = given.setup;
    const { promise, resolve, reject } = Promise.withResolvers<CallOutcome>();
    this.outcome = promise;
    this.settle = { resolve, reject };
  }

  /** Takes note of what the code asks for; false if it does not count on from what came before. */
  asks(number: number, operation: string | undefined, work: () => Promise<number>): boolean {
    if (number !== this.#count + 1) return false;
    this.#count = number;
    const asked: Asked = operation === undefined ? {} : { operation };
    this.#asked.set(number, asked);
    const due = work().then((answeredBy) => {
      asked.answeredBy = answeredBy;
      this.#due.delete(due);
    });
    this.#due.add(due);
    return true;
  }

  /** Goes on with the client's identifiers behind what the jail drew; false for what cannot be. */
  drew(number: number): boolean {
    const { newId } = this.setup;
    const before = newId.drawn();
    if (!Number.isSafeInteger(number) || number < 0 || number - before > DRAWN_MAX) return false;
    if (number > before) newId.moveTo(number);
    return true;
  }

  /** Operations whose answers the code had not seen when it had been given `given` frames. */
  unanswered(given: number): string[] {
    return [...this.#asked.values()].flatMap(({ operation, answeredBy = Infinity }) =>
      operation !== undefined && answeredBy > given ? [operation] : [],
    );
  }

  get due(): readonly Promise<void>[] {
    return [...this.#due];
  }
}

/** More identifiers at once are no program's, and would bring the numbers to their end. */
const DRAWN_MAX = 10_000_000;

/** Said to code whose call has come to its end, as the client itself says it. */
export const CALL_ENDED: RefusedBody = {
  name: 'CallEnded',
  message:
    'This client belongs to a call that has ended. Take `client` from the context of each call, and await every request.',
};
