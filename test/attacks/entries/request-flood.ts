import type { Attack } from '../attack.ts';

export default {
  layer: 'resources',
  tries: 'makes requests without end',
  keepNote: `for (;;) await client.send(new PutCommand({ TableName: tables.main, Item: input }));`,
  must: 'no-pass',
} satisfies Attack;
