import { EMPTY_PROGRAM, type Program } from './program.ts';

/** A table with a program that shows what its keys can do. */
export interface Beginning {
  /** Begins a sentence or stands alone: "One key". */
  readonly title: string;
  readonly program: Program;
}

/** Every program consists of the same two files, so that one takes the place of another. */
function beginning(title: string, { table, commands, main }: Record<'table' | 'commands' | 'main', string>) {
  const play = `import { ${commands} } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

// Run calls main, on fresh tables made from table.ts.
export async function main({ client, tables }: Context) {
${main}}
`;
  const tables = `// One CreateTable input for each table, without its name.
export const tables = {
  main: {
${table}  },
};
`;
  return {
    title,
    program: [
      { name: 'play.ts', text: play },
      { name: 'table.ts', text: tables },
    ],
  };
}

/** Tables to begin from. The first is what a reader finds who has chosen none. */
export const BEGINNINGS: readonly Beginning[] = [
  { title: 'Partition key and sort key', program: EMPTY_PROGRAM },
  beginning('Partition key alone', {
    table: `    AttributeDefinitions: [{ AttributeName: 'code', AttributeType: 'S' as const }],
    KeySchema: [{ AttributeName: 'code', KeyType: 'HASH' as const }],
`,
    commands: 'GetCommand, PutCommand',
    main: `  for (const [code, uses] of [['SPRING', 3], ['HARVEST', 0]]) {
    await client.send(new PutCommand({ TableName: tables.main, Item: { code, uses } }));
  }

  const { Item } = await client.send(
    new GetCommand({ TableName: tables.main, Key: { code: 'SPRING' } }),
  );
  console.log(Item);
`,
  }),
  beginning('With a global index', {
    table: `    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' as const },
      { AttributeName: 'sk', AttributeType: 'S' as const },
      { AttributeName: 'status', AttributeType: 'S' as const },
      { AttributeName: 'due', AttributeType: 'S' as const },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' as const },
      { AttributeName: 'sk', KeyType: 'RANGE' as const },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byStatus',
        KeySchema: [
          { AttributeName: 'status', KeyType: 'HASH' as const },
          { AttributeName: 'due', KeyType: 'RANGE' as const },
        ],
        Projection: { ProjectionType: 'ALL' as const },
      },
    ],
`,
    commands: 'PutCommand, QueryCommand',
    main: `  for (const [garage, job, status, due] of [
    ['north', 'brakes', 'open', '2031-03-02'],
    ['south', 'clutch', 'open', '2031-02-11'],
    ['south', 'lights', 'done', '2031-02-10'],
  ]) {
    const Item = { pk: \`GARAGE#\${garage}\`, sk: \`JOB#\${job}\`, status, due };
    await client.send(new PutCommand({ TableName: tables.main, Item }));
  }

  // The index has a second order: over all garages, by the date on which a job is due.
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tables.main,
      IndexName: 'byStatus',
      KeyConditionExpression: '#status = :open AND due < :march',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':open': 'open', ':march': '2031-03' },
    }),
  );
  console.log(Items);
`,
  }),
  beginning('With an index of several attributes', {
    table: `    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' as const },
      { AttributeName: 'country', AttributeType: 'S' as const },
      { AttributeName: 'river', AttributeType: 'S' as const },
      { AttributeName: 'day', AttributeType: 'S' as const },
      { AttributeName: 'level', AttributeType: 'N' as const },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byRiver',
        // Two attributes make the partition key, and two the sort key. No value is joined from others.
        KeySchema: [
          { AttributeName: 'country', KeyType: 'HASH' as const },
          { AttributeName: 'river', KeyType: 'HASH' as const },
          { AttributeName: 'day', KeyType: 'RANGE' as const },
          { AttributeName: 'level', KeyType: 'RANGE' as const },
        ],
        Projection: { ProjectionType: 'ALL' as const },
      },
    ],
`,
    commands: 'PutCommand, QueryCommand',
    main: `  for (const [id, river, day, level] of [
    ['m1', 'Isar', '2031-06-01', 104],
    ['m2', 'Isar', '2031-06-02', 131],
    ['m3', 'Isar', '2031-06-02', 98],
    ['m4', 'Lech', '2031-06-02', 140],
  ]) {
    const Item = { id, country: 'DE', river, day, level };
    await client.send(new PutCommand({ TableName: tables.main, Item }));
  }

  // All of the partition key, and the sort key from its left.
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tables.main,
      IndexName: 'byRiver',
      KeyConditionExpression: 'country = :de AND river = :isar AND #day = :day AND #level > :high',
      ExpressionAttributeNames: { '#day': 'day', '#level': 'level' },
      ExpressionAttributeValues: { ':de': 'DE', ':isar': 'Isar', ':day': '2031-06-02', ':high': 120 },
    }),
  );
  console.log(Items);
`,
  }),
];
