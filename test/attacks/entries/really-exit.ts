import type { Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'ends past the hooks',
  keepNote: `(process as any).reallyExit(0);`,
  must: 'no-pass',
  code: 'exit',
} satisfies Attack;
