import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'looks for the checks and the solution on the disk',
  top: `const fs = process.getBuiltinModule('node:fs'); for (const path of ['/submission', '/jail/program.cjs', '/jail/program.cache', '/exercises', '/solutions', '/autograder']) try { if (/note-kept|one-query/.test(fs.readFileSync(path, 'utf8'))) console.log('FOUND', path); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
