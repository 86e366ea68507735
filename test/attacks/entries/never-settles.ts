import type { Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'returns a promise that never settles',
  keepNote: `await new Promise(() => undefined);`,
  must: 'no-pass',
  code: 'hang',
} satisfies Attack;
