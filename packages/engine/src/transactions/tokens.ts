import { IdempotentParameterMismatchException } from '../errors.ts';
import type { Clock } from '../database.ts';

/** Source: API reference of TransactWriteItems: a token is good for 10 minutes after the first request finished. */
const TOKEN_MS = 10 * 60 * 1000;

interface Entry<Result> {
  readonly request: string;
  readonly result: Result;
  readonly doneMs: number;
}

/** What finished transactions did, by client request token, so that a repeated request has no second effect. */
export class TokenLedger {
  private readonly entries = new Map<string, Entry<unknown>>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The result of the same request, undefined for a new one. Throws for another request under the same token. */
  find<Result>(token: string, request: string): Result | undefined {
    this.forgetOld();
    const entry = this.entries.get(token);
    if (entry === undefined) return undefined;
    if (entry.request !== request) {
      throw new IdempotentParameterMismatchException(
        'Request parameters do not match the parameters of an earlier request with the same client request token',
      );
    }
    return entry.result as Result;
  }

  remember(token: string, request: string, result: unknown): void {
    this.entries.set(token, { request, result, doneMs: this.clock.now() });
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
