import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'fills the disk',
  top: `const fs = process.getBuiltinModule('node:fs'); for (let i = 0; i < 40; i += 1) try { fs.writeFileSync('/tmp/' + i, Buffer.alloc(900_000)); } catch (error) { console.log('refused', (error as NodeJS.ErrnoException).code); break; }`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
