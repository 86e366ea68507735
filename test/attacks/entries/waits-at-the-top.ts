import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'is called before it is there, since it waits at the top of its file',
  top: `await new Promise((resolve) => setTimeout(resolve, 3));`,
  must: 'harmless',
} satisfies Attack;
