import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'announces a message of two gigabytes',
  top: `const fs = process.getBuiltinModule('node:fs'); fs.writeSync(3, Buffer.from([0, 0, 0, 127]));`,
  listNotes: WRONG,
  must: 'no-pass',
  code: 'limit',
  limit: 'frame',
} satisfies Attack;
