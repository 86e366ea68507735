import type { Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'aborts',
  keepNote: `process.abort();`,
  must: 'no-pass',
} satisfies Attack;
