import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'makes everything equal to everything: Object.is',
  top: `Object.is = () => true;`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
