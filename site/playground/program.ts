/** A file of a program, by its name without a folder. */
export interface ProgramFile {
  readonly name: string;
  readonly text: string;
}

/**
 * What the playground runs: `table.ts` exports `tables`, and one of the other files a function `main(context)`, in the
 * same form as a learner's files of an exercise.
 */
export type Program = readonly ProgramFile[];

/** Where a reader begins who brings nothing. */
export const EMPTY_PROGRAM: Program = [
  {
    name: 'play.ts',
    text: `import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';

// Run calls main, on fresh tables made from table.ts.
export async function main({ client, tables }: Context) {
  for (const sk of ['PROFILE', 'ORDER#1', 'ORDER#2']) {
    await client.send(
      new PutCommand({ TableName: tables.main, Item: { pk: 'CUSTOMER#ada', sk } }),
    );
  }

  const { Items } = await client.send(
    new QueryCommand({
      TableName: tables.main,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :order)',
      ExpressionAttributeValues: { ':pk': 'CUSTOMER#ada', ':order': 'ORDER#' },
    }),
  );
  console.log(Items);
}
`,
  },
  {
    name: 'table.ts',
    text: `// One CreateTable input for each table, without its name.
export const tables = {
  main: {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' as const },
      { AttributeName: 'sk', AttributeType: 'S' as const },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' as const },
      { AttributeName: 'sk', KeyType: 'RANGE' as const },
    ],
  },
};
`,
  },
];
