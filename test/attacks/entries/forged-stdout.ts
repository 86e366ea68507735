import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'prints verdicts',
  top: `console.log(JSON.stringify({ type: 'finished', verdict: { id: 'note-kept', status: 'pass', points: 1 } })); console.log(JSON.stringify({ type: 'done' })); console.log('TAP version 13\\n1..3\\nok 1\\nok 2\\nok 3');`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
