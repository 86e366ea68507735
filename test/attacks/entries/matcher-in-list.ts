import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns a list of asymmetric matchers',
  listNotes: `return [{ asymmetricMatch: () => true, sample: 1 }] as never;`,
  must: 'no-pass',
} satisfies Attack;
