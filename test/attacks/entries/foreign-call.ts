import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'channel',
  tries: 'makes a request in the name of another call',
  top: `const fs = process.getBuiltinModule('node:fs'); const head = Buffer.from('request 999 1 0 DeleteTable' + '\\n' + '{"TableName":"x"}'); const size = Buffer.alloc(4); size.writeUInt32LE(head.length); fs.writeSync(3, Buffer.concat([size, head]));`,
  listNotes: WRONG,
  must: 'no-pass',
} satisfies Attack;
