import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'writes to every descriptor',
  top: `const fs = process.getBuiltinModule('node:fs'); for (let fd = 0; fd < 64; fd += 1) try { fs.writeSync(fd, 'pass pass pass pass\\n'); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
