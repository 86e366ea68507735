import type { Door, WireRequest } from '@keysmith/table/door';
import { LearnerError, PropertyError } from '../checks/failure.ts';
import type { Script } from '../races/stepper.ts';
import type { RunOnce } from '../replay/record-run.ts';
import { canStrike, doFault, entriesOf, type Fault } from './fault-door.ts';

/** What a loop is held to that sends something again. */
export interface Backoff {
  /** So often it may send the same, the first time included. */
  readonly attemptsMax: number;
}

/** The faults after which the SDK does not try again, so that every wait is one of the learner's own loop. */
export const UNRETRIED: readonly Fault[] = ['unprocessed', 'conflict'];

export interface Lasting {
  readonly fault: Fault;
  /** The request, from 1, from which on the fault does not go away. */
  readonly request: number;
}

/**
 * A run in which a fault strikes one request, and again everything that sends the same once more. It throws when the
 * loop does not wait, does not wait longer each time, or does not give up. That it gives up with an error is right.
 */
export function backoffRun(lasting: Lasting, { work, backoff }: { work: Script; backoff: Backoff }): RunOnce {
  return async (copy, clientOf) => {
    const persistent = strikePersistently(lasting, backoff, () => copy.clock.now());
    const client = clientOf({ name: 'client' }, persistent);
    await work(client).catch((error: unknown) => {
      if (!(error instanceof LearnerError)) throw error;
    });
    const problem = judgeWaits(persistent.sentAt, backoff);
    if (problem !== undefined) throw new PropertyError(problem);
  };
}

/** What is wrong with the virtual times (in milliseconds) at which the same thing was sent; undefined if nothing is. */
export function judgeWaits(sentAt: readonly number[], { attemptsMax }: Backoff): string | undefined {
  const waits = sentAt.slice(1).map((at, before) => at - (sentAt[before] as number));
  if (waits.length === 0) return undefined;
  const again = `${waits.length} ${waits.length === 1 ? 'time' : 'times'}`;
  if (sum(waits) === 0) return `the same was sent again ${again} without a wait in between`;
  // Jitter may make one wait shorter than the one before, and so halves are compared.
  const half = Math.floor(waits.length / 2);
  if (half > 0 && sum(waits.slice(-half)) <= sum(waits.slice(0, half)))
    return `the same was sent again ${again}, and the waits in between did not grow: ${waits.join(', ')} ms`;
  if (sentAt.length <= attemptsMax) return undefined;
  return `the same was sent more than ${attemptsMax} times, and there was no end to it`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

interface Persistent {
  /** When the struck request was sent, and all that sent the same again. */
  readonly sentAt: readonly number[];
  door(inner: Door, said: (text: string) => void): Door;
}

/** Lets what is sent too often pass in the end, so that a loop without an end has one here. */
function strikePersistently(
  { fault, request: number }: Lasting,
  { attemptsMax }: Backoff,
  now: () => number,
): Persistent {
  const sentAt: number[] = [];
  let requests = 0;
  let followed: string | undefined;
  return {
    sentAt,
    door: (inner, said) => ({
      send(request) {
        requests += 1;
        if (requests === number) followed = partsOf(request).at(-1);
        const isStruck = followed !== undefined && partsOf(request).includes(followed);
        if (!isStruck || !canStrike(fault, request)) return inner.send(request);
        sentAt.push(now());
        return sentAt.length > attemptsMax + 1
          ? inner.send(request)
          : doFault(fault, { inner, request, said });
      },
    }),
  };
}

/** By what a request is known again: a batch by the last of its entries, a transaction by all that it does. */
function partsOf({ operation, input }: WireRequest): string[] {
  const entries = entriesOf(input);
  if (entries.length > 0) return entries.map((entry) => JSON.stringify([operation, ...entry]));
  return [JSON.stringify([operation, input['TransactItems']])];
}

export const WHY_BACKOFF =
  'What was left undone was throttled, or somebody else is at work on it. Whoever sends it again at once meets the same ' +
  'limit, and so do all others who do the same. A loop waits (with `sleep` of the context) before it tries again, about ' +
  'twice as long each time and with some chance in it, and gives up after a few attempts.';
