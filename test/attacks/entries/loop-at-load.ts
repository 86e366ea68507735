import type { Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'never ends to load',
  top: `for (;;);`,
  must: 'no-pass',
  code: 'hang',
} satisfies Attack;
