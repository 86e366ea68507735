import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns an asymmetric matcher',
  listNotes: `return { $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true } as never;`,
  must: 'no-pass',
} satisfies Attack;
