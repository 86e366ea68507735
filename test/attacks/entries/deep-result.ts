import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns what is nested a hundred thousand levels deep',
  listNotes: `let value: unknown[] = []; for (let i = 0; i < 100_000; i += 1) value = [value]; return value as never;`,
  must: 'no-pass',
} satisfies Attack;
