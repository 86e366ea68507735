import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'throws nothing',
  listNotes: `throw undefined;`,
  must: 'no-pass',
} satisfies Attack;
