import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'machine',
  tries: 'calls home',
  top: `const net = process.getBuiltinModule('node:net'); for (const host of ['127.0.0.1', '169.254.169.254']) net.connect(80, host).on('connect', () => console.log('SEEN', host)).on('error', () => undefined);`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
