import type { Door, WireReply } from '@keysmith/table/door';
import { EndlessError } from '../checks/failure.ts';
import { nextTurn } from './turn.ts';

/** A call of a learner's function that makes more requests than this does not come to an end. */
export const REQUESTS_MAX = 20_000;

/**
 * The outermost door of one call, where the learner's client knocks. It stands in front of everything that may hold a
 * request back, so it knows which requests nobody waited for.
 */
export interface CallDoor extends Door {
  /**
   * Waits for the answers that are still due, and gives the operations of those requests, as well as of requests that
   * were sent only now. Empty if the code waited for all that it did. `unanswered` replaces what is due in the view of
   * the table by what was due in the view of the code.
   */
  settle(unanswered?: readonly string[]): Promise<readonly string[]>;
  /** Counts a wait: a loop that only sleeps must come to an end, too. */
  slept(): Promise<void>;
  /** Rejects with an {EndlessError} when there are too many. From then on nothing is answered any more. */
  readonly endless: Promise<never>;
}

export interface CallDoorOptions {
  readonly requestsMax?: number;
  /** Lets the code run as far as it can. */
  readonly turn?: () => Promise<void>;
}

export function callDoor(door: Door, name: string, options: CallDoorOptions = {}): CallDoor {
  const { requestsMax = REQUESTS_MAX, turn = nextTurn } = options;
  const started: string[] = [];
  const due = new Map<Promise<WireReply>, string>();
  const { promise: endless, reject } = Promise.withResolvers<never>();
  // Whoever waits for the call hears of it; after the call there is nobody.
  endless.catch(() => undefined);
  let count = 0;
  const isTooMany = (): boolean => {
    count += 1;
    if (count > requestsMax) reject(new EndlessError(name, requestsMax));
    return count > requestsMax;
  };
  const never = new Promise<never>(() => undefined);
  return {
    endless,
    // Code that catches everything would go round for ever, so it gets no error that it could catch.
    slept: () => (isTooMany() ? never : Promise.resolve()),
    send(request) {
      if (isTooMany()) return never;
      const answer = door.send(request);
      started.push(request.operation);
      due.set(answer, request.operation);
      const done = () => due.delete(answer);
      answer.then(done, done);
      return answer;
    },
    async settle(unanswered) {
      const operations = unanswered ?? [...due.values()];
      const before = started.length;
      // A request that nobody waits for reaches the door a little after the function has returned.
      await turn();
      while (due.size > 0) {
        await Promise.allSettled(due.keys());
        await turn();
      }
      return [...operations, ...started.slice(before)];
    },
  };
}
