import type { WarmUp } from './lab.ts';

/*
 * An exercise that nobody sees: what warms a worker up for programs that are of no exercise.
 */

const TABLE = `
export const tables = {
  main: {
    AttributeDefinitions: ['pk', 'sk', 'at'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }, { AttributeName: 'sk', KeyType: 'RANGE' as const }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byTime',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }, { AttributeName: 'at', KeyType: 'RANGE' as const }],
        Projection: { ProjectionType: 'ALL' as const },
      },
    ],
  },
};
export const shelfKey = (shelf: string): string => \`SHELF#\${shelf}\`;
`;

const ACCESS = `
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '@keysmith/instruments/context';
import { shelfKey } from './table.ts';

interface Book { readonly shelf: string; readonly book: string }

export async function add({ client, tables }: Context, { shelf, book }: Book): Promise<void> {
  const Item = { pk: shelfKey(shelf), sk: \`BOOK#\${book}\`, at: book, copies: 1, kinds: new Set(['paper']) };
  await client.send(
    new PutCommand({ TableName: tables.main, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
  );
}

export async function list({ client, tables }: Context, { shelf }: { shelf: string }): Promise<string[]> {
  const found: string[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tables.main,
        KeyConditionExpression: '#pk = :pk AND begins_with(sk, :books)',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': shelfKey(shelf), ':books': 'BOOK#' },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const item of page.Items ?? []) found.push(String(item['at']));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

export async function newest({ client, tables }: Context, { shelf }: { shelf: string }): Promise<unknown> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables.main,
      IndexName: 'byTime',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': shelfKey(shelf) },
      ScanIndexForward: false,
      Limit: 2,
    }),
  );
  return Items;
}

export async function buy({ client, tables }: Context, { shelf, book }: Book): Promise<number> {
  const Key = { pk: shelfKey(shelf), sk: \`BOOK#\${book}\` };
  const { Item } = await client.send(new GetCommand({ TableName: tables.main, Key, ConsistentRead: true }));
  if (Item === undefined) throw new Error(\`no book \${book}\`);
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName: tables.main,
      Key,
      UpdateExpression: 'SET copies = copies + :one',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':one': 1 },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Number(Attributes?.['copies']);
}

export async function move({ client, tables, now }: Context, { shelf, book, to }: Book & { to: string }): Promise<void> {
  const [from, into] = [shelf, to].map((each) => ({ pk: shelfKey(each), sk: \`BOOK#\${book}\` }));
  await client.send(
    new TransactWriteCommand({
      TransactItems: [
        { Delete: { TableName: tables.main, Key: from, ConditionExpression: 'attribute_exists(pk)' } },
        { Put: { TableName: tables.main, Item: { ...into, at: book, copies: 1, movedAt: now() } } },
      ],
    }),
  );
}
`;

const BODIES = [
  `for (let round = 0; round < 3; round += 1) {
    const rig = await open();
    const [shelf, to] = [random.id('s'), random.id('t')];
    const books = Array.from({ length: 8 }, () => random.name() + random.id());
    for (const book of books) await rig.call('add', { shelf, book });
    expect((await rig.call('list', { shelf })).sort()).toEqual([...books].sort());
    const { trace } = await rig.run('newest', { shelf });
    expect(trace).toBeOneQuery();
    expect(trace).toNeverFilter();
    for (const book of books) expect(await rig.call('buy', { shelf, book })).toBe(2);
    await rig.call('move', { shelf, book: books[0], to });
    expect((await rig.run('add', { shelf: to, book: books[0] })).error?.name).toMatch('Conditional');
    expect(await rig.items()).toHaveLength(books.length);
  }`,
  `const rig = await open();
  const shelf = random.id('s');
  await rig.call('add', { shelf, book: 'b' });
  const step = (name) => (client) => client.run(name, { shelf, book: 'b', to: 't' });
  await races(rig, { clients: { A: step('buy'), B: step('buy') }, async afterwards(after) { expect(await after.items()).toHaveLength(1); } });
  await crashes(rig, { work: (client) => client.run('move', { shelf, book: 'b', to: 't' }), rerun: false, async afterwards(after) { expect(await after.items()).toHaveLength(1); } });`,
  `const rig = await open();
  const shelf = random.id('s');
  for (let count = 0; count < 3; count += 1) await rig.call('add', { shelf, book: random.id('b') });
  await growth(rig, {
    patterns: { list: (client) => client.run('list', { shelf }) },
    unrelated: (client, chance) => client.call('add', { shelf: chance.id('s'), book: chance.id('b') }),
    sizes: [10, 100],
  });
  await oracle(rig, {
    model: () => new Map(),
    operations: {
      add: {
        input: (chance) => ({ shelf: 'one', book: chance.id('b') }),
        apply(books, { book }) { books.set(book, 1); return { result: undefined }; },
      },
      list: { input: () => ({ shelf: 'one' }), apply: (books) => ({ result: [...books.keys()].sort() }) },
    },
    form: (result) => (Array.isArray(result) ? [...result].sort() : result),
    runs: 2,
    steps: 6,
  });`,
];

const CHECKS = BODIES.map((body, at) => `check('part-${at}', async ({ random, open }) => { ${body} });`);

/** Of its checks, each takes some ten milliseconds. */
export const SMALL_EXERCISE: WarmUp = {
  files: [
    { name: 'table.ts', text: TABLE },
    { name: 'access.ts', text: ACCESS },
  ],
  exercise: {
    specs: BODIES.map((_body, at) => ({
      id: `part-${at}`,
      task: 'warm',
      title: 'the worker is warm',
      points: 1,
      needs: [],
    })),
    checks: `import { check, crashes, expect, growth, oracle, races } from '@keysmith/instruments';\n${CHECKS.join('\n')}`,
  },
};
