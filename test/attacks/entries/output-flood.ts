import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'prints 200 MB',
  top: `const line = 'x'.repeat(1_000_000) + '\\n'; for (let i = 0; i < 200; i += 1) process.stdout.write(line);`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
