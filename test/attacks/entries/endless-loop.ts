import type { Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'never returns',
  keepNote: `for (;;);`,
  must: 'no-pass',
  code: 'hang',
} satisfies Attack;
