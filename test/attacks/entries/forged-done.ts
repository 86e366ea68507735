import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'says that it has loaded',
  top: `const fs = process.getBuiltinModule('node:fs'); const head = Buffer.from('done 1 00' + '\\n' + '{}'); const size = Buffer.alloc(4); size.writeUInt32LE(head.length); fs.writeSync(3, Buffer.concat([size, head]));`,
  listNotes: WRONG,
  must: 'no-pass',
  code: 'protocol',
} satisfies Attack;
