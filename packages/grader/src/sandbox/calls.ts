import {
  CodecError,
  copyOfInput,
  encode,
  MissingExportError,
  patienceOf,
  type CallOutcome,
  type ClientSetup,
} from '@keysmith/instruments/host';
import type { JsonObject } from '@keysmith/table';
import type { Frame } from '../jail/frames.ts';
import type { RefusedBody } from '../jail/messages.ts';
import type { Line } from './line.ts';
import { newNonce } from './nonce.ts';
import { CALL_ENDED, OpenCall } from './open-call.ts';
import {
  ForgedError,
  has,
  isShallow,
  objectIn,
  partIn,
  thrownIn,
  uncrossableIn,
  valueIn,
} from './read-body.ts';

/** One call of a learner's function. */
export interface Given {
  readonly name: string;
  readonly setup: ClientSetup;
  readonly input: unknown;
}

const REFUSED_MAX = 1000;

/**
 * The calls of a learner's functions that are under way. What their code asks for goes to the door of the call that asks,
 * and to no other; what is not in order throws a {ForgedError}.
 */
export class Calls {
  readonly #line: Line;
  readonly #files: readonly string[];
  readonly #open = new Map<string, OpenCall>();
  readonly #sources = new WeakMap<object, string>();
  #refused = 0;

  /** @param files names of the learner's files */
  constructor(line: Line, files: readonly string[]) {
    this.#line = line;
    this.#files = files;
  }

  begin(instance: string, { name, setup, input: given }: Given): Promise<CallOutcome> {
    const input = encode(copyOfInput(name, given), 'the input');
    const call = new OpenCall({ id: this.#line.number(), nonce: newNonce(), name, setup });
    this.#open.set(call.id, call);
    const words = [call.id, call.nonce, instance, this.#sourceOf(setup), setup.newId.drawn(), setup.now()];
    const body = { name, tables: setup.tables, input, client: setup.newId.client };
    this.#line.post('call', words.join(' '), JSON.stringify(body));
    return call.outcome;
  }

  request({ words, body }: Frame): void {
    const [, id = '', number = '', drawn = '', operation = ''] = words;
    const call = this.#callOf(id, number, drawn);
    if (call === undefined) return;
    if (!/^[A-Za-z]{1,60}$/.test(operation)) throw new ForgedError('a request of no operation');
    const input = objectIn(body);
    if (!isShallow(input, body)) return this.#line.limit('depth');
    const work = () =>
      call.setup.door.send({ operation, input }).then(
        (reply) =>
          this.#answer(
            'reply',
            `${id} ${number} ${call.setup.now()} ${reply.status}`,
            JSON.stringify(reply.body),
          ),
        (error: unknown) => this.#refuse(call, number, error),
      );
    if (!call.asks(Number(number), operation, work)) throw new ForgedError('a request out of order');
  }

  wait({ words }: Frame): void {
    const [kind, id = '', number = '', drawn = '', text = ''] = words;
    const call = this.#callOf(id, number, drawn);
    if (call === undefined) return;
    const milliseconds = Number(text);
    if (!Number.isFinite(milliseconds) || milliseconds < 0) throw new ForgedError('a wait of no time');
    const { setup } = call;
    const wait = kind === 'sleep' ? setup.sleep : patienceOf(setup).backOff;
    const work = () =>
      wait(milliseconds).then(
        () => this.#answer('wake', `${id} ${number} ${setup.now()}`),
        (error: unknown) => this.#refuse(call, number, error),
      );
    if (!call.asks(Number(number), undefined, work)) throw new ForgedError('a wait out of order');
  }

  return({ words, body }: Frame): void {
    const [, id = '', nonce, drawn = ''] = words;
    const call = this.#open.get(id);
    if (call === undefined || call.nonce !== nonce || call.hasReturned)
      throw new ForgedError('the result of a call that was not made');
    if (!call.drew(Number(drawn))) throw new ForgedError('identifiers that were not drawn');
    if (!this.#line.fits(body)) return;
    call.hasReturned = true;
    const { rest } = this.#line;
    // The frame that the code was going on with when it returned is acknowledged only after this one.
    const unanswered = call.unanswered(rest.acknowledged + 1);
    const answer = objectIn(body);
    this.#settle(call, answer, unanswered);
    void this.#close(call);
    // What comes after a result waits until the judge has seen the result, as it would in one process.
    rest.hold();
  }

  /** The client whose identifiers a call draws from. */
  #sourceOf({ newId }: ClientSetup): string {
    const key = this.#sources.get(newId) ?? this.#line.number();
    this.#sources.set(newId, key);
    return key;
  }

  /** The call that a frame belongs to; a request under no open call is refused. */
  #callOf(id: string, number: string, drawn: string): OpenCall | undefined {
    const call = this.#open.get(id);
    if (call === undefined) {
      this.#refused += 1;
      if (this.#refused > REFUSED_MAX || !/^\d{1,12}$/.test(id) || !/^\d{1,12}$/.test(number))
        throw new ForgedError('requests under no open call');
      this.#answer('refuse', `${id} ${number} 0`, JSON.stringify(CALL_ENDED));
      return undefined;
    }
    if (!call.drew(Number(drawn))) throw new ForgedError('identifiers that were not drawn');
    return call;
  }

  /** Gives the number of the frame that brings the answer. */
  #answer(kind: 'reply' | 'wake' | 'refuse', rest: string, body?: string): number {
    this.#line.post(kind, rest, body);
    return this.#line.posted;
  }

  #refuse(call: OpenCall, number: string, error: unknown): number {
    const { name, message, code } = error as Error & { code?: unknown };
    const body: RefusedBody = {
      name: String(name),
      message: String(message),
      ...(typeof code === 'string' && { code }),
    };
    return this.#answer('refuse', `${call.id} ${number} ${call.setup.now()}`, JSON.stringify(body));
  }

  #settle(call: OpenCall, answer: JsonObject, unanswered: readonly string[]): void {
    const thrown = partIn(answer, 'error');
    if (has(answer, 'missing')) {
      call.settle.reject(new MissingExportError(call.name, 'function', this.#files));
    } else if (has(answer, 'uncrossable')) {
      const { path, found } = uncrossableIn(partIn(answer, 'uncrossable') ?? {});
      call.settle.reject(new CodecError(path, found));
    } else if (thrown !== undefined) {
      call.settle.resolve({ error: thrownIn(thrown, this.#files), unanswered });
    } else {
      if (!has(answer, 'value')) throw new ForgedError('a result that is none');
      call.settle.resolve({ value: valueIn(answer), unanswered });
    }
  }

  /** What the code has begun and not waited for still belongs to its call. */
  async #close(call: OpenCall): Promise<void> {
    const { rest } = this.#line;
    do {
      await rest.reached();
      await Promise.all(call.due);
    } while (call.due.length > 0 || !rest.isThere);
    this.#open.delete(call.id);
  }
}
