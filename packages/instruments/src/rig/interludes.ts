import type { Door, WireRequest } from '@keysmith/table/door';

/** A door with interludes. What went wrong in one is kept, since the learner's code may swallow it. */
export interface Interludes extends Door {
  readonly failure: { readonly error: unknown } | undefined;
}

/** Calls a function before each request goes on, with the request's number from 1. */
export function withInterludes(
  door: Door,
  beforeRequest: ((number: number, request: WireRequest) => Promise<void> | void) | undefined,
): Interludes {
  let number = 0;
  let failure: { error: unknown } | undefined;
  return {
    get failure() {
      return failure;
    },
    async send(request) {
      number += 1;
      try {
        await beforeRequest?.(number, request);
      } catch (error) {
        failure ??= { error };
        throw error;
      }
      return door.send(request);
    },
  };
}
