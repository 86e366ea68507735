import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns a thenable that resolves otherwise each time',
  listNotes: `let n = 0; return { then(resolve: (v: unknown) => void) { n += 1; resolve(['not a note', n]); } } as never;`,
  must: 'no-pass',
} satisfies Attack;
