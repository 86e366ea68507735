import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns an object whose getters tell whoever reads',
  listNotes: `return { get length() { throw new Error('read'); }, get 0() { process.exit(0); } } as never;`,
  must: 'no-pass',
} satisfies Attack;
