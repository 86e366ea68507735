import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'leaves a process behind that goes on',
  top: `const cp = process.getBuiltinModule('node:child_process'); try { cp.spawn('/node', ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).on('error', () => {}).unref(); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
