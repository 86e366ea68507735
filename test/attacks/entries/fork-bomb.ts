import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'starts processes without end',
  top: `const cp = process.getBuiltinModule('node:child_process'); for (let i = 0; i < 60; i += 1) try { cp.spawn('/node', ['-e', 'for(;;);'], { stdio: 'ignore' }).on('error', () => {}); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
