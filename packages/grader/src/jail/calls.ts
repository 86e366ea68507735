import {
  createClientPool,
  CodecError,
  decode,
  describeThrown,
  encode,
  findExport,
  sleepFor,
  spellId,
  type Context,
  type LearnerModules,
} from '@keysmith/instruments/jail';
import type { Frame } from './frames.ts';
import type { CallBody, RefusedBody, ReturnBody } from './messages.ts';

export type Send = (header: string, body?: string | Uint8Array) => void;

/** Calls of the learner's functions that are under way in the jail. */
export interface Calls {
  begin(frame: Frame, modules: LearnerModules): void;
  /** An answer to something that a call waits for. */
  answer(frame: Frame): void;
}

interface Reply {
  readonly status: number;
  readonly body: Uint8Array;
}

interface Waiter {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/** A client's identifiers, for as long as calls of it are open. */
interface Source {
  drawn: number;
  calls: number;
}

/** One call: what it waits for, and its time. */
class OpenCall {
  readonly id: string;
  now = 0;
  readonly #send: Send;
  readonly #source: Source;
  readonly #waiters = new Map<number, Waiter>();
  #asked = 0;

  constructor(id: string, source: Source, send: Send) {
    this.id = id;
    this.#source = source;
    this.#send = send;
  }

  get drawn(): number {
    return this.#source.drawn;
  }

  /** Asks the judge for something, and waits for the answer. */
  ask(what: string, detail: string, body?: string): Promise<Reply> {
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiters.set(number, { resolve, reject });
      this.#send(`${what} ${this.id} ${number} ${this.drawn} ${detail}`, body);
    });
  }

  answer({ words, body }: Frame): void {
    const [kind, , number, now, status] = words;
    const waiter = this.#waiters.get(Number(number));
    this.#waiters.delete(Number(number));
    this.now = Number(now);
    if (kind === 'refuse') waiter?.reject(refusal(JSON.parse(body.toString()) as RefusedBody));
    else waiter?.resolve({ status: Number(status), body });
  }
}

function refusal({ message, ...given }: RefusedBody): Error {
  return Object.assign(new Error(message), given);
}

/** @param files names of the learner's files */
export function createCalls(send: Send, files: () => readonly string[]): Calls {
  const clients = createClientPool();
  const sources = new Map<string, Source>();
  const open = new Map<string, OpenCall>();
  const sourceOf = (key: string, drawn: number): Source => {
    const source = sources.get(key) ?? { drawn, calls: 0 };
    sources.set(key, source);
    source.drawn = Math.max(source.drawn, drawn);
    source.calls += 1;
    return source;
  };
  const run = async (
    call: OpenCall,
    fn: (...given: unknown[]) => unknown,
    plan: Plan,
  ): Promise<ReturnBody> => {
    const { client, giveBack } = clients.take({
      transport: { send: (operation, body) => call.ask('request', operation, body) },
      backOff: (milliseconds) => call.ask('backoff', String(milliseconds)) as Promise<never>,
    });
    const context: Context = {
      client,
      tables: plan.tables,
      now: () => call.now,
      newId: () => spellId((plan.source.drawn += 1), plan.client),
      sleep: (milliseconds) =>
        sleepFor(milliseconds, (time) => call.ask('sleep', String(time)) as Promise<never>),
    };
    let value: unknown;
    try {
      value = await fn(context, plan.input);
    } catch (error) {
      return { error: describeThrown(error, files()) };
    } finally {
      giveBack();
    }
    return crossing(() => ({ value: encode(value, `the result of ${plan.name}`) }));
  };
  return {
    begin({ words, body }, modules) {
      const [, id = '', nonce = '', , key = '', drawn = '', now = ''] = words;
      const { name, tables, input, client } = JSON.parse(body.toString()) as CallBody;
      const source = sourceOf(key, Number(drawn));
      const call = new OpenCall(id, source, send);
      call.now = Number(now);
      open.set(id, call);
      const finish = (result: ReturnBody): void => {
        open.delete(id);
        source.calls -= 1;
        if (source.calls === 0) sources.delete(key);
        send(`return ${id} ${nonce} ${call.drawn}`, JSON.stringify(result));
      };
      const fn = findExport(modules, name);
      if (typeof fn !== 'function') return finish({ missing: true });
      const plan = { name, tables, client, source, input: decode(input) };
      void run(call, fn as (...given: unknown[]) => unknown, plan).then(finish);
    },
    answer: (frame) => open.get(frame.words[1] as string)?.answer(frame),
  };
}

interface Plan extends Pick<CallBody, 'name' | 'tables' | 'client'> {
  readonly source: Source;
  readonly input: unknown;
}

/** What a value is for the judge: itself as JSON, or why it cannot cross. */
export function crossing<T>(make: () => T): T | { uncrossable: { path: string; found: string } } {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return { uncrossable: { path: error.path, found: error.found } };
  }
}
