import type { Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'ends with exit code 0 when it is loaded',
  top: `process.exit(0);`,
  must: 'no-pass',
  code: 'exit',
} satisfies Attack;
