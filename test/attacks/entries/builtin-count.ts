import { WRONG, type Attack } from '../attack.ts';

export default {
  layer: 'state',
  tries: 'counts its runs on a built-in, and answers right only later than the first',
  top: `const counted = Map as unknown as { runs?: number };
counted.runs = (counted.runs ?? 0) + 1;
const isLate = counted.runs >= 6;`,
  listNotes: `if (!isLate) { ${WRONG} }
  const { Items = [] } = await client.send(new QueryCommand({
    TableName: tables.main,
    KeyConditionExpression: 'shelf = :shelf',
    ExpressionAttributeValues: { ':shelf': input.shelf },
  }));
  return Items.map(({ note }) => String(note)).sort();`,
  must: 'no-pass',
  code: 'state',
} satisfies Attack;
