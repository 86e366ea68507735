import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'acknowledges what was not sent',
  top: `const fs = process.getBuiltinModule('node:fs'); const ack = Buffer.from([4, 0, 0, 0, 97, 99, 107, 10]); for (let i = 0; i < 100; i += 1) fs.writeSync(3, ack);`,
  listNotes: WRONG,
  must: 'no-pass',
  code: 'protocol',
} satisfies Attack;
