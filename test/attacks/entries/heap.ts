import type { Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'fills the heap',
  keepNote: `const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(0).map((_, i) => ({ i })));`,
  must: 'no-pass',
  code: 'limit',
} satisfies Attack;
