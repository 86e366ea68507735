import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns the tags of the codec',
  listNotes: `return { $set: 'x', $bytes: [999], $bigint: 'NaN', $object: [[1]] } as never;`,
  must: 'no-pass',
} satisfies Attack;
