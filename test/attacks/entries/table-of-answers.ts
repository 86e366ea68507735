import type { Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'answers from a table of what it has seen',
  listNotes: `return ({ a: ['x'], b: ['y'] } as Record<string, string[]>)[input.shelf] ?? ['x', 'y'];`,
  must: 'no-pass',
} satisfies Attack;
