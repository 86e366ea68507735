import type { Attack } from '../attack.ts';

const names = Array.from({ length: 100 }, (_, at) => `→ as ${'long'.repeat(240)}${at}`).join(', ');

export default {
  layer: 'resources',
  tries: 'becomes gigabytes by a name of a sign that engines refuse, and the parser takes for one',
  top: `${'→=1;'.repeat(4000)}\nexport { ${names} };`,
  must: 'no-pass',
  code: 'syntax',
} satisfies Attack;
