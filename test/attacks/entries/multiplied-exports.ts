import type { Attack } from '../attack.ts';

const names = Array.from({ length: 4000 }, (_, at) => `many as many${at}`).join(', ');

export default {
  layer: 'resources',
  tries: 'becomes gigabytes, by a name that is exported under thousands of others and assigned as often',
  top: `let many = 0; ${'many = 1; '.repeat(12_000)}\nexport { ${names} };`,
  must: 'harmless',
} satisfies Attack;
