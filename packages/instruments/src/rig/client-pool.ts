import { documentClientOver, type Transport } from '@keysmith/table/clients';
import { nextTurn } from './turn.ts';
import { sendByKind } from './send-by-kind.ts';
import { virtualRetries, type Patience } from './retries.ts';

type DocumentClient = ReturnType<typeof documentClientOver>;

/** What one call needs of its client. */
export interface Surroundings extends Patience {
  readonly transport: Transport;
}

/** Clients for the calls of a learner's modules, in all their instances. */
export interface ClientPool {
  /** A client whose requests go by the transport, for one call at a time. */
  take(surroundings: Surroundings): { readonly client: DocumentClient; giveBack(): void };
}

/** The learner's code has kept a client, or goes on after its function has returned. */
function endedCall(): Error {
  const message =
    'This client belongs to a call that has ended. Take `client` from the context of each call, and await every request.';
  return Object.assign(new Error(message), { name: 'CallEnded' });
}

/**
 * The first request of an SDK client takes five times as long as the next, and instruments make thousands of short
 * runs. So a client serves many calls, one after the other, each by a transport of its own; calls that overlap get a
 * client each. One that the learner's code has changed (a middleware) serves nobody else. Each call sees the client through
 * a handle of its own, which is of no use after the call: a request by it would be made in somebody else's name.
 */
export function createClientPool(): ClientPool {
  const idle: Lane[] = [];
  return {
    take(surroundings) {
      const lane = idle.pop() ?? createLane();
      lane.begin(surroundings);
      let isOver = false;
      return {
        client: lane.handle(() => isOver),
        giveBack() {
          // What the code has begun and not waited for is sent in this turn, and belongs to this call.
          void nextTurn().then(() => {
            isOver = true;
            if (lane.underWay === 0 && !lane.isChanged()) idle.push(lane);
          });
        },
      };
    },
  };
}

interface Lane {
  readonly underWay: number;
  /** The client, for one call. */
  handle(isOver: () => boolean): DocumentClient;
  begin(surroundings: Surroundings): void;
  isChanged(): boolean;
}

function createLane(): Lane {
  let surroundings: Surroundings | undefined;
  let underWay = 0;
  const around = (): Surroundings => surroundings as Surroundings;
  const transport: Transport = {
    send: (operation, body) => around().transport.send(operation, body),
  };
  const retries = virtualRetries(around);
  const client = documentClientOver(transport, { retryStrategy: retries });
  const isChanged = watchForChanges(client);
  const send = sendByKind(client, isChanged);
  return {
    handle: (isOver) =>
      Object.create(client, {
        send: {
          writable: true,
          value(...given: unknown[]) {
            if (isOver()) return Promise.reject(endedCall());
            const answer = send(...given);
            if (!(answer instanceof Promise)) return answer;
            underWay += 1;
            // Handed on, not only looked at: a rejection that nobody waits for must stay one.
            return answer.finally(() => {
              underWay -= 1;
            });
          },
        },
      }) as DocumentClient,
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

/** Tells whether somebody has put a step into the client or taken one out, or changed how it translates and sends. */
function watchForChanges(client: DocumentClient): () => boolean {
  let isTouched = false;
  const { translateConfig, requestHandler, logger } = client.config;
  const stack = client.middlewareStack as unknown as Record<string, (...given: unknown[]) => unknown>;
  for (const name of CHANGING) {
    const original = stack[name];
    if (original === undefined) continue;
    stack[name] = (...given) => {
      isTouched = true;
      return original.apply(stack, given);
    };
  }
  const isSame = (): boolean => {
    const { config } = client;
    return (
      config.translateConfig === translateConfig &&
      config.requestHandler === requestHandler &&
      config.logger === logger
    );
  };
  return () => isTouched || !isSame();
}
