import type { Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'keeps the loader busy for minutes, by declarations that hide an imported name thousands of times',
  top: `export function hidden() { ${'var QueryCommand; '.repeat(12_000)} }`,
  must: 'no-pass',
  code: 'hang',
} satisfies Attack;
