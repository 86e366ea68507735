import type { Attack } from '../attack.ts';

export default {
  layer: 'value',
  tries: 'forgets to wait, and returns a list with a promise in it whose request is still on its way',
  listNotes: `const found = client.send(
    new QueryCommand({
      TableName: tables.main,
      KeyConditionExpression: 'shelf = :shelf',
      ExpressionAttributeValues: { ':shelf': input.shelf },
    }),
  );
  return [found.then(({ Count }) => String(Count))] as never;`,
  must: 'no-pass',
} satisfies Attack;
