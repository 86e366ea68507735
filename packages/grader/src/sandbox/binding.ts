import {
  CodecError,
  copyOfInput,
  encode,
  MissingExportError,
  patienceOf,
  type Binding,
  type ClientSetup,
  type LearnerInstance,
} from '@keysmith/instruments/host';
import type { JsonObject } from '@keysmith/table';
import type { Frame } from '../jail/frames.ts';
import type { RefusedBody } from '../jail/messages.ts';
import type { LinkedModule } from '../loader/link.ts';
import type { Jail } from './jail.ts';
import type { SandboxEvents } from './events.ts';
import { bytesOf, type LimitName } from './limits.ts';
import { CALL_ENDED, newNonce, OpenCall } from './open-call.ts';
import { Rest } from './rest.ts';
import {
  ForgedError,
  has,
  isForged,
  isShallow,
  loadErrorIn,
  objectIn,
  partIn,
  throwUncrossable,
  thrownIn,
  uncrossableIn,
  valueIn,
} from './read-body.ts';

interface Operation {
  readonly nonce: string;
  resolve(body: JsonObject): void;
}

const REFUSED_MAX = 1000;

/**
 * Binds to modules in a jail. Of what comes from there nothing is believed: a value is decoded with care, a request goes
 * to the door of the call that made it, and what is not in order ends everything.
 */
export class SandboxBinding implements Binding {
  /** Told of what happens; those of the next run once it takes the jail over. */
  events: SandboxEvents;
  readonly #jail: Jail;
  readonly #files: readonly string[];
  readonly #operations = new Map<string, Operation>();
  readonly #calls = new Map<string, OpenCall>();
  readonly #sources = new WeakMap<object, string>();
  readonly #instances = new FinalizationRegistry<string>((id) => this.#jail.post('forget', id));
  readonly #rest: Rest;
  #counted = 0;
  #refused = 0;
  #isBroken = false;

  constructor(jail: Jail, modules: readonly LinkedModule[], events: SandboxEvents) {
    this.#jail = jail;
    this.#rest = new Rest(jail);
    this.#files = modules.map(({ name }) => name);
    this.events = events;
    jail.post('files', '', JSON.stringify({ modules }));
  }

  /** Loads the files once, to see whether they load. @throws {LoadError} */
  async load(): Promise<void> {
    const answer = await this.#operate('load');
    const error = await this.#believed(() => {
      const fault = partIn(answer, 'fault');
      return fault && loadErrorIn(fault);
    });
    if (error !== undefined) throw error;
  }

  async read(name: string): Promise<unknown> {
    const answer = await this.#loaded(await this.#operate('read', '', name));
    if (has(answer, 'missing')) throw new MissingExportError(name, 'value', this.#files);
    throwUncrossable(answer);
    return this.#believed(() => valueIn(answer));
  }

  async instance(from = ''): Promise<LearnerInstance> {
    const id = this.#number();
    await this.#loaded(await this.#operate('make', id, from));
    const instance: LearnerInstance = {
      call: (name, setup, input) => this.#call(id, { name, setup, input }),
    };
    this.#instances.register(instance, id);
    return instance;
  }

  turn(): Promise<void> {
    return this.#rest.reached();
  }

  get isIdle(): boolean {
    return this.#rest.isThere;
  }

  /** Takes one frame of the jail. */
  receive(frame: Frame): void {
    if (this.#isBroken) return;
    try {
      this.#receive(frame);
    } catch (error) {
      if (!isForged(error)) throw error;
      this.#forged(error.message);
    }
  }

  /** Nothing is answered any more; whoever waits, waits for ever. */
  break(): void {
    this.#isBroken = true;
    this.#rest.end();
  }

  #receive(frame: Frame): void {
    switch (frame.words[0]) {
      case 'request':
        return this.#request(frame);
      case 'sleep':
      case 'backoff':
        return this.#wait(frame);
      case 'return':
        return this.#return(frame);
      case 'done':
        return this.#done(frame);
      case 'ack':
        if (!this.#rest.acknowledge()) throw new ForgedError('an answer before it was asked');
        return;
      case 'thrown':
        return this.events.thrown(thrownIn(objectIn(frame.body), this.#files));
      case 'rejected':
        return this.events.rejected(thrownIn(objectIn(frame.body), this.#files));
      default:
        throw new ForgedError('a message that means nothing');
    }
  }

  #operate(kind: 'load' | 'make' | 'read', rest = '', body = ''): Promise<JsonObject> {
    const id = this.#number();
    const nonce = newNonce();
    return new Promise((resolve) => {
      this.#operations.set(id, { nonce, resolve });
      this.#jail.post(kind, `${id} ${nonce} ${rest}`, body);
    });
  }

  #done({ words, body }: Frame): void {
    const [, id = '', nonce] = words;
    const operation = this.#operations.get(id);
    if (operation === undefined || operation.nonce !== nonce)
      throw new ForgedError('an answer that was not asked for');
    this.#operations.delete(id);
    if (this.#checkSize(body)) operation.resolve(objectIn(body));
  }

  /** Files that have loaded once and do not load again are the learner's fault, and no check's. */
  #loaded(answer: JsonObject): Promise<JsonObject> {
    const fault = partIn(answer, 'fault');
    if (fault === undefined) return Promise.resolve(answer);
    this.break();
    this.events.unloadable(loadErrorIn(fault));
    return new Promise(() => undefined);
  }

  /** What a body says, if it is in order; otherwise the run is over, and whoever waits, waits for ever. */
  async #believed<T>(read: () => T): Promise<T> {
    try {
      return read();
    } catch (error) {
      if (!isForged(error)) throw error;
      this.#forged(error.message);
      return new Promise(() => undefined);
    }
  }

  #call(instance: string, given: { name: string; setup: ClientSetup; input: unknown }) {
    const { name, setup } = given;
    const input = encode(copyOfInput(name, given.input), 'the input');
    const call = new OpenCall({ id: this.#number(), nonce: newNonce(), name, setup });
    this.#calls.set(call.id, call);
    const words = [call.id, call.nonce, instance, this.#sourceOf(setup), setup.newId.drawn(), setup.now()];
    const body = { name, tables: setup.tables, input, client: setup.newId.client };
    this.#jail.post('call', words.join(' '), JSON.stringify(body));
    return call.outcome;
  }

  #sourceOf({ newId }: ClientSetup): string {
    const key = this.#sources.get(newId) ?? this.#number();
    this.#sources.set(newId, key);
    return key;
  }

  #request({ words, body }: Frame): void {
    const [, id = '', number = '', drawn = '', operation = ''] = words;
    const call = this.#openCall(id, number, drawn);
    if (call === undefined) return;
    if (!/^[A-Za-z]{1,60}$/.test(operation)) throw new ForgedError('a request of no operation');
    const input = objectIn(body);
    if (!isShallow(input, body.length)) return this.#limit('depth');
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

  #wait({ words }: Frame): void {
    const [kind, id = '', number = '', drawn = '', text = ''] = words;
    const call = this.#openCall(id, number, drawn);
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

  #answer(kind: 'reply' | 'wake' | 'refuse', rest: string, body?: string): number {
    if (!this.#isBroken) this.#jail.post(kind, rest, body);
    return this.#jail.posted;
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

  /** The call that a frame belongs to; a request under no open call is refused. */
  #openCall(id: string, number: string, drawn: string): OpenCall | undefined {
    const call = this.#calls.get(id);
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

  #return({ words, body }: Frame): void {
    const [, id = '', nonce, drawn = ''] = words;
    const call = this.#calls.get(id);
    if (call === undefined || call.nonce !== nonce || call.hasReturned)
      throw new ForgedError('the result of a call that was not made');
    if (!call.drew(Number(drawn))) throw new ForgedError('identifiers that were not drawn');
    if (!this.#checkSize(body)) return;
    call.hasReturned = true;
    // The frame that the code was going on with when it returned is acknowledged only after this one.
    const unanswered = call.unanswered(this.#rest.acknowledged + 1);
    const answer = objectIn(body);
    this.#settle(call, answer, unanswered);
    void this.#close(call);
    // What comes after a result waits until the judge has seen the result, as it would in one process.
    this.#rest.hold();
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
    do {
      await this.turn();
      await Promise.all(call.due);
    } while (call.due.length > 0 || !this.isIdle);
    this.#calls.delete(call.id);
  }

  #checkSize(body: Buffer): boolean {
    if (body.length <= bytesOf('result')) return true;
    this.#limit('result');
    return false;
  }

  #limit(name: LimitName): void {
    this.break();
    this.events.limit(name);
  }

  #forged(what: string): void {
    this.break();
    this.events.forged(what);
  }

  #number(): string {
    this.#counted += 1;
    return String(this.#counted);
  }
}
