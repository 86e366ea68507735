import type { Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'fills memory with buffers',
  keepNote: `const all: Buffer[] = []; for (;;) all.push(Buffer.alloc(16 * 1024 * 1024, 1));`,
  must: 'no-pass',
} satisfies Attack;
