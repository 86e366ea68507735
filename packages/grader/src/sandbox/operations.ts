import type { JsonObject } from '@keysmith/table';
import type { Frame } from '../jail/frames.ts';
import type { Line } from './line.ts';
import { newNonce } from './nonce.ts';
import { ForgedError, objectIn } from './read-body.ts';

interface Operation {
  readonly nonce: string;
  resolve(body: JsonObject): void;
}

/** What the jail's own program is asked to do, beside calls: to load modules, to make instances, to read exports. */
export class Operations {
  readonly #line: Line;
  readonly #open = new Map<string, Operation>();

  constructor(line: Line) {
    this.#line = line;
  }

  ask(kind: 'load' | 'make' | 'read', rest = '', body = ''): Promise<JsonObject> {
    const id = this.#line.number();
    const nonce = newNonce();
    return new Promise((resolve) => {
      this.#open.set(id, { nonce, resolve });
      this.#line.post(kind, `${id} ${nonce} ${rest}`, body);
    });
  }

  /** @throws {ForgedError} */
  done({ words, body }: Frame): void {
    const [, id = '', nonce] = words;
    const operation = this.#open.get(id);
    if (operation === undefined || operation.nonce !== nonce)
      throw new ForgedError('an answer that was not asked for');
    this.#open.delete(id);
    if (this.#line.fits(body)) operation.resolve(objectIn(body));
  }
}
