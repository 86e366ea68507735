import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'patches the methods of arrays by which a judge would compare',
  top: `Array.prototype.every = () => true; Array.prototype.some = () => true; Array.prototype.filter = function () { return []; };`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
