import type { Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'kills itself',
  keepNote: `process.kill(process.pid, 'SIGKILL'); for (;;);`,
  must: 'no-pass',
} satisfies Attack;
