import { MissingExportError, type Binding, type LearnerInstance } from '@keysmith/instruments/host';
import type { JsonObject } from '@keysmith/table';
import type { Frame } from '../jail/frames.ts';
import type { FilesBody } from '../jail/messages.ts';
import type { LinkedModule } from '../loader/linked-module.ts';
import type { LoadError } from '../loader/load-error.ts';
import { Calls } from './calls.ts';
import type { SandboxEvents } from './events.ts';
import type { Jail } from './jail.ts';
import { Line } from './line.ts';
import { Operations } from './operations.ts';
import {
  ForgedError,
  has,
  loadErrorIn,
  objectIn,
  partIn,
  throwUncrossable,
  thrownIn,
  valueIn,
} from './read-body.ts';

export interface BindingParts {
  readonly modules: readonly LinkedModule[];
  readonly events: SandboxEvents;
  readonly isKnown?: boolean;
}

/**
 * Binds to modules in a jail. Of what comes from there nothing is believed: a value is decoded with care, a request goes
 * to the door of the call that made it, and what is not in order ends everything.
 */
export class SandboxBinding implements Binding {
  readonly #line: Line;
  readonly #files: readonly string[];
  readonly #operations: Operations;
  readonly #calls: Calls;
  readonly #instances = new FinalizationRegistry<string>((id) => this.#line.post('forget', id));

  /** @param isKnown whether the modules have loaded before, in another jail: then it is not looked at again */
  constructor(jail: Jail, { modules, events, isKnown = false }: BindingParts) {
    this.#line = new Line(jail, events);
    this.#files = modules.map(({ name }) => name);
    this.#operations = new Operations(this.#line);
    this.#calls = new Calls(this.#line, this.#files);
    const files: FilesBody = { modules, isKnown };
    this.#line.post('files', '', JSON.stringify(files));
  }

  /** From now on these are told of what happens. */
  tell(events: SandboxEvents): void {
    this.#line.events = events;
  }

  /** Loads the files once, to see whether they load. @throws {LoadError} */
  async load(): Promise<void> {
    const answer = await this.#operations.ask('load');
    const error = await this.#believed(() => faultIn(answer));
    if (error !== undefined) throw error;
  }

  async read(name: string): Promise<unknown> {
    const answer = await this.#loaded(await this.#operations.ask('read', '', name));
    return this.#believed(() => {
      if (has(answer, 'missing')) throw new MissingExportError(name, 'value', this.#files);
      throwUncrossable(answer);
      return valueIn(answer);
    });
  }

  /** Nobody waits until it is made: whoever calls it at once does so in the same exchange. */
  instance(from = ''): Promise<LearnerInstance> {
    const id = this.#line.number();
    void this.#makeOrEnd(id, from);
    const instance: LearnerInstance = {
      call: (name, setup, input) => this.#calls.begin(id, { name, setup, input }),
    };
    this.#instances.register(instance, id);
    return Promise.resolve(instance);
  }

  /** Files that cannot be made into an instance end the run. */
  async #makeOrEnd(id: string, from: string): Promise<void> {
    await this.#loaded(await this.#operations.ask('make', id, from));
  }

  turn(): Promise<void> {
    return this.#line.rest.reached();
  }

  get isIdle(): boolean {
    return this.#line.rest.isThere;
  }

  /** Takes one frame of the jail. */
  receive(frame: Frame): void {
    if (!this.#line.isBroken) this.#line.believe(() => this.#receive(frame));
  }

  /** Nothing is answered any more; whoever waits, waits for ever. */
  break(): void {
    this.#line.break();
  }

  #receive(frame: Frame): void {
    switch (frame.words[0]) {
      case 'request':
        return this.#calls.request(frame);
      case 'sleep':
      case 'backoff':
        return this.#calls.wait(frame);
      case 'return':
        return this.#calls.return(frame);
      case 'done':
        return this.#operations.done(frame);
      case 'ack':
        if (!this.#line.rest.acknowledge()) throw new ForgedError('an answer before it was asked');
        return;
      case 'thrown':
        return this.#line.events.thrown(thrownIn(objectIn(frame.body), this.#files));
      case 'rejected':
        return this.#line.events.rejected(thrownIn(objectIn(frame.body), this.#files));
      default:
        throw new ForgedError('a message that means nothing');
    }
  }

  /** Files that have loaded once and do not load again are the learner's fault, and no check's. */
  async #loaded(answer: JsonObject): Promise<JsonObject> {
    const error = await this.#believed(() => faultIn(answer));
    if (error === undefined) return answer;
    this.#line.break();
    this.#line.events.unloadable(error);
    return new Promise(() => undefined);
  }

  /** What a body says, if it is in order; otherwise the run is over, and whoever waits, waits for ever. */
  async #believed<T>(read: () => T): Promise<T> {
    const value = this.#line.believe(read);
    return this.#line.isBroken ? new Promise(() => undefined) : (value as T);
  }
}

/** Why the files did not load, if they did not. @throws {ForgedError} */
function faultIn(answer: JsonObject): LoadError | undefined {
  const fault = partIn(answer, 'fault');
  return fault && loadErrorIn(fault);
}
