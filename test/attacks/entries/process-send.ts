import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'verdict',
  tries: 'answers on a channel of the parent',
  top: `process.send?.({ type: 'done' }); process.emit?.('message' as never, { type: 'done' } as never, undefined);`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
