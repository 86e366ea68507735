import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'returns a function, which is no answer, and goes on making requests',
  listNotes: `const goOn = async () => {
    for (let at = 0; at < 5; at += 1)
      await client.send(new PutCommand({ TableName: tables.main, Item: { ...input, note: String(at) } }));
  };
  void goOn();
  void goOn();
  return (() => ['not a note']) as never;`,
  must: 'no-pass',
} satisfies Attack;
