import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns a proxy that equals everything',
  listNotes: `return new Proxy([], { get: (_t, key) => (key === Symbol.iterator ? function* () { yield 'not a note'; } : key === 'length' ? 1 : 'not a note'), ownKeys: () => ['length', '0'] }) as never;`,
  must: 'no-pass',
} satisfies Attack;
