import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'throws an error whose message is a trap',
  listNotes: `throw Object.defineProperty(new Error(), 'message', { get() { process.exit(0); } });`,
  must: 'no-pass',
} satisfies Attack;
