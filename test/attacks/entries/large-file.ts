import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'writes one large file',
  top: `const fs = process.getBuiltinModule('node:fs'); try { fs.writeFileSync('/tmp/x', Buffer.alloc(4_000_000)); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
