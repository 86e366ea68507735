import type { Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'throws where nothing catches',
  keepNote: `setTimeout(() => { throw new Error('late'); }); await new Promise((resolve) => setTimeout(resolve, 50));`,
  must: 'no-pass',
  code: 'exit',
} satisfies Attack;
