import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns 100 MB',
  listNotes: `return ['x'.repeat(100 * 1024 * 1024)];`,
  must: 'no-pass',
  code: 'limit',
} satisfies Attack;
