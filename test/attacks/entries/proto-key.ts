import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns a key named __proto__',
  listNotes: `return JSON.parse('{"__proto__": {"status": "pass", "length": 0}, "constructor": {"prototype": {"status": "pass"}}}');`,
  must: 'no-pass',
} satisfies Attack;
