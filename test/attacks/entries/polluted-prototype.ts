import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'pollutes Object.prototype with what frameworks look for',
  top: `Object.assign(Object.prototype, { fails: true, skip: true, todo: true, status: 'pass', points: 99, failure: undefined });`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
