import { IdempotentParameterMismatchException } from '../errors.ts';
import type { Clock } from '../database.ts';

/** Source: API reference of TransactWriteItems: a token is good for 10 minutes after the first request finished. */
const TOKEN_MS = 10 * 60 * 1000;

/**
 * What is kept of a request is its length and 32 bits of hash: its text, for ten minutes, would be most of what a busy
 * engine holds, and half of the time of a transaction went into moving such texts about in memory.
 */
interface Entry<Result> {
  readonly requestLength: number;
  readonly requestHash: number;
  readonly result: Result;
  readonly doneMs: number;
}

/** 32 bits of FNV-1a over the text's code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** What finished transactions did, by client request token, so that a repeated request has no second effect. */
export class TokenLedger {
  private readonly entries = new Map<string, Entry<unknown>>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  copy(clock: Clock): TokenLedger {
    const copy = new TokenLedger(clock);
    for (const [token, entry] of this.entries) copy.entries.set(token, entry);
    return copy;
  }

  /** The result of the same request, undefined for a new one. Throws for another request under the same token. */
  find<Result>(token: string, request: string): Result | undefined {
    this.forgetOld();
    const entry = this.entries.get(token);
    if (entry === undefined) return undefined;
    if (entry.requestLength !== request.length || entry.requestHash !== hashOf(request)) {
      throw new IdempotentParameterMismatchException(
        'Request parameters do not match the parameters of an earlier request with the same client request token',
      );
    }
    return entry.result as Result;
  }

  remember(token: string, request: string, result: unknown): void {
    const doneMs = this.clock.now();
    const requestHash = hashOf(request);
    this.entries.set(token, { requestLength: request.length, requestHash, result, doneMs });
  }

  /** Entries stand in the order of their end, so that the old ones are in front. */
  private forgetOld(): void {
    const oldest = this.clock.now() - TOKEN_MS;
    for (const [token, { doneMs }] of this.entries) {
      if (doneMs > oldest) break;
      this.entries.delete(token);
    }
  }
}
