import type { Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'sleeps without end',
  keepNote: `for (;;) await sleep(1);`,
  must: 'no-pass',
} satisfies Attack;
