import { documentClient } from '@keysmith/table/clients';
import type { Door } from '@keysmith/table/door';
import { virtualRetries, type Patience } from './retries.ts';

type DocumentClient = ReturnType<typeof documentClient>;

/** What one call needs of its client. */
export interface Surroundings extends Patience {
  readonly door: Door;
}

/** Clients for the calls of a learner's modules, in all their instances. */
export interface ClientPool {
  /** A client whose requests go through the door, for one call at a time. */
  take(surroundings: Surroundings): { readonly client: DocumentClient; giveBack(): void };
}

/**
 * The first request of an SDK client takes five times as long as the next, and instruments make thousands of short
 * runs. So a client serves many calls, one after the other, each through a door of its own; calls that overlap get a
 * client each. One that the learner's code has changed (a middleware, a member) serves nobody else.
 */
export function createClientPool(): ClientPool {
  const idle: Lane[] = [];
  return {
    take(surroundings) {
      const lane = idle.pop() ?? createLane();
      lane.begin(surroundings);
      return {
        client: lane.client,
        giveBack() {
          // A request that the learner's code did not wait for must not end up in the next call's trace.
          if (lane.underWay === 0 && !lane.isChanged()) idle.push(lane);
        },
      };
    },
  };
}

interface Lane {
  readonly underWay: number;
  readonly client: DocumentClient;
  begin(surroundings: Surroundings): void;
  isChanged(): boolean;
}

function createLane(): Lane {
  let surroundings: Surroundings | undefined;
  let underWay = 0;
  const around = (): Surroundings => surroundings as Surroundings;
  const door: Door = {
    async send(request) {
      underWay += 1;
      try {
        return await around().door.send(request);
      } finally {
        underWay -= 1;
      }
    },
  };
  const retries = virtualRetries(around);
  const client = documentClient(door, { retryStrategy: retries });
  const isChanged = watchForChanges(client);
  return {
    client,
    get underWay() {
      return underWay;
    },
    begin(next) {
      surroundings = next;
      retries.reset();
    },
    isChanged,
  };
}

const CHANGING = ['add', 'addRelativeTo', 'remove', 'removeByTag', 'use', 'applyToStack'] as const;

/** Tells whether somebody has put something into the client, or taken something out of it. */
function watchForChanges(client: DocumentClient): () => boolean {
  let isTouched = false;
  const stack = client.middlewareStack as unknown as Record<string, (...given: unknown[]) => unknown>;
  for (const name of CHANGING) {
    const original = stack[name];
    if (original === undefined) continue;
    stack[name] = (...given) => {
      isTouched = true;
      return original.apply(stack, given);
    };
  }
  // The SDK keeps its own notes in a member that it adds with the first request.
  const known = new Set([...Object.keys(client), 'handlers']);
  return () => isTouched || Object.keys(client).some((name) => !known.has(name));
}
