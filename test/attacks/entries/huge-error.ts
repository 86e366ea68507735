import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'throws an error of 100 MB',
  listNotes: `throw new Error('x'.repeat(100 * 1024 * 1024));`,
  must: 'no-pass',
} satisfies Attack;
