import { randomUUID } from 'node:crypto';

/** Nobody can answer what they were not asked. Of the 128 bits, 122 are random; Node draws them for many at a time. */
export function newNonce(): string {
  return randomUUID();
}
