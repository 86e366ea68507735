import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'closes the channel',
  top: `const fs = process.getBuiltinModule('node:fs'); fs.closeSync(3);`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
