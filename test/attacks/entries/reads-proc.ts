import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'machine',
  tries: 'reads the environment of other processes',
  top: `const fs = process.getBuiltinModule('node:fs'); for (const path of ['/proc/1/environ', '/proc/self/environ', '/etc/passwd', '/etc/shadow', '/root']) try { fs.statSync(path); console.log('SEEN', path); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
