import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'process',
  tries: 'kills every process that it may',
  top: `try { process.kill(-1, 'SIGKILL'); } catch {}`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
