import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'writes junk to the channel',
  top: `const fs = process.getBuiltinModule('node:fs'); fs.writeSync(3, Buffer.alloc(1000, 255));`,
  listNotes: WRONG,
  must: 'no-pass',
  code: 'limit',
  limit: 'frame',
} satisfies Attack;
