import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'answers before it is asked',
  top: `const fs = process.getBuiltinModule('node:fs'); const head = Buffer.from('return 1 00000000000000000000000000000000 0' + '\\n' + '{"value":[]}'); const size = Buffer.alloc(4); size.writeUInt32LE(head.length); fs.writeSync(3, Buffer.concat([size, head]));`,
  listNotes: WRONG,
  must: 'no-pass',
  code: 'protocol',
} satisfies Attack;
