import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'kills its parent',
  top: `for (const pid of [process.ppid, 1, 2]) try { process.kill(pid, 'SIGKILL'); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
