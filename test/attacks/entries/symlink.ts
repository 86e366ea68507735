import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'machine',
  tries: 'leaves a link to somewhere else',
  top: `const fs = process.getBuiltinModule('node:fs'); try { fs.symlinkSync('/proc/1/root/etc/passwd', '/tmp/link'); fs.readFileSync('/tmp/link'); console.log('SEEN'); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
