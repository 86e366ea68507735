import { documentClient } from '@keysmith/table/clients';
import type { Door } from '@keysmith/table/door';
import { virtualRetries, type Patience } from './retries.ts';

type DocumentClient = ReturnType<typeof documentClient>;

/** What one call needs of its client. */
export interface Surroundings extends Patience {
  readonly door: Door;
}

/** Clients for the calls of one learner instance. */
export interface ClientPool {
  /** A client whose requests go through the door, for one call at a time. */
  take(surroundings: Surroundings): { readonly client: DocumentClient; giveBack(): void };
}

/**
 * Making an SDK client costs twice as much as a request through it, and a check makes hundreds of calls. So a client
 * serves many calls, one after the other, each through a door of its own; calls that overlap get a client each.
 */
export function createClientPool(): ClientPool {
  const idle: Lane[] = [];
  return {
    take(surroundings) {
      const lane = idle.pop() ?? createLane();
      lane.surroundings = surroundings;
      return {
        client: lane.client,
        giveBack() {
          // A request that the learner's code did not wait for must not end up in the next call's trace.
          if (lane.underWay === 0) idle.push(lane);
        },
      };
    },
  };
}

interface Lane {
  surroundings: Surroundings | undefined;
  underWay: number;
  readonly client: DocumentClient;
}

function createLane(): Lane {
  const lane = { surroundings: undefined as Surroundings | undefined, underWay: 0 };
  const around = (): Surroundings => lane.surroundings as Surroundings;
  const door: Door = {
    async send(request) {
      lane.underWay += 1;
      try {
        return await around().door.send(request);
      } finally {
        lane.underWay -= 1;
      }
    },
  };
  return Object.assign(lane, { client: documentClient(door, { retryStrategy: virtualRetries(around) }) });
}
