import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns what contains itself',
  listNotes: `const circle: unknown[] = []; circle.push(circle); return circle as never;`,
  must: 'no-pass',
} satisfies Attack;
