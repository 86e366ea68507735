import { createEngine, type EngineOptions } from '../engine.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { plainCopy } from '../values/codec.ts';
import type { JsonObject } from '../values/types.ts';
import { answer, type WireAnswer } from './wire.ts';

/** One end of a channel between a page and its worker: a Worker, a MessagePort, or a worker's own global scope. */
export interface Port {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/** Requests and answers carry a number, because answers of different engines could be sent in any order. */
type Request =
  | {
      readonly id: number;
      readonly kind: 'send';
      readonly namespace: string;
      readonly operation: string;
      readonly input: unknown;
    }
  | {
      readonly id: number;
      readonly kind: 'faults';
      readonly namespace: string;
      readonly plan: FaultPlan | undefined;
    }
  | { readonly id: number; readonly kind: 'expire'; readonly namespace: string };

interface Answer {
  readonly id: number;
  readonly answer?: WireAnswer;
  /** Instead of an answer, where a fault has lost it. */
  readonly lost?: string;
}

/** The worker's side: serves a port with one engine per namespace. */
export function serveWorker(port: Port, options: EngineOptions = {}): void {
  const engines = new Map<string, ReturnType<typeof createEngine>>();
  port.onmessage = ({ data }) => {
    const request = data as Request;
    let engine = engines.get(request.namespace);
    if (engine === undefined) {
      engine = createEngine(options);
      engines.set(request.namespace, engine);
    }
    port.postMessage(serve(engine, request));
  };
}

function serve(engine: ReturnType<typeof createEngine>, request: Request): Answer {
  const { id } = request;
  if (request.kind === 'faults') engine.setFaults(request.plan);
  if (request.kind !== 'send') {
    const body: JsonObject = request.kind === 'expire' ? { expired: engine.expireDue() } : {};
    return { id, answer: { status: 200, body } };
  }
  try {
    // Messages are cloned, and clones of objects without a prototype are plain; the copy keeps `__proto__` names.
    const { status, body } = answer(engine, request.operation, request.input);
    return { id, answer: { status, body: plainCopy(body) } };
  } catch (error) {
    return { id, lost: String(error) };
  }
}

export interface WorkerDoor {
  send(request: { readonly operation: string; readonly input: unknown }): Promise<WireAnswer>;
  setFaults(plan: FaultPlan | undefined): Promise<void>;
  expireDue(): Promise<JsonObject>;
}

/** The page's side. Several doors may share one port: `openWorker` is called once, `door` per namespace. */
export function openWorker(port: Port): { door(namespace: string): WorkerDoor } {
  const waiting = new Map<number, { resolve(answer: WireAnswer): void; reject(error: Error): void }>();
  let lastId = 0;
  port.onmessage = ({ data }) => {
    const { id, answer: reply, lost } = data as Answer;
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (reply !== undefined) waiter?.resolve(reply);
    else waiter?.reject(new Error(lost));
  };
  const ask = (message: object): Promise<WireAnswer> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      port.postMessage({ ...message, id });
    });
  return {
    door: (namespace) => ({
      send: ({ operation, input }) => ask({ kind: 'send', namespace, operation, input }),
      setFaults: async (plan) => void (await ask({ kind: 'faults', namespace, plan })),
      expireDue: async () => (await ask({ kind: 'expire', namespace })).body,
    }),
  };
}
