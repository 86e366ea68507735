import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'machine',
  tries: 'changes the program that runs it',
  top: `const fs = process.getBuiltinModule('node:fs'); for (const path of ['/jail/boot.cjs', '/jail/program.cjs', '/jail/program.cache', '/jail/x', '/node', '/x']) try { fs.writeFileSync(path, 'x'); console.log('SEEN', path); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
