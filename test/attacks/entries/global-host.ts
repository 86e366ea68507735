import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'installs a host of checks of its own',
  top: `(globalThis as any)[Symbol.for('keysmith.host')] = { register() {} };`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
