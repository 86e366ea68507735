import { randomBytes } from 'node:crypto';

const NONCE_BYTES = 16;

/** Nobody can answer what they were not asked. */
export function newNonce(): string {
  return randomBytes(NONCE_BYTES).toString('hex');
}
