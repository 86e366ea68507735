import { writeFile } from 'node:fs/promises';
import {
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  ListTablesCommand,
  ResourceNotFoundException,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { TOY_CHAPTER, type Toy } from '../../course/toy.ts';
import { run, runnableToy, start } from '../command.ts';

let toy: Toy;

beforeEach(async () => {
  toy = await runnableToy();
});
afterEach(() => toy[Symbol.asyncDispose]());

const definition = {
  TableName: 'orders',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

async function fileOf(name: string, document: unknown): Promise<string> {
  await writeFile(toy.path(name), JSON.stringify(document));
  return name;
}

/** Starts the command on a free port, and gives a client of the SDK that talks to it over HTTP. */
async function serve(...args: readonly string[]) {
  const serving = start(toy.root, ['table', '--port', '0', ...args]);
  onTestFinished(() => void serving.child.kill());
  await serving.printed('Ctrl-C');
  const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(serving.stdout())?.[0] ?? '';
  const raw = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'anyone', secretAccessKey: 'anything' },
  });
  onTestFinished(() => raw.destroy());
  return { serving, endpoint, raw, client: DynamoDBDocumentClient.from(raw) };
}

describe('keysmith table', { timeout: 60_000 }, () => {
  it('serves a defined table with items, says how to reach it, and ends with 0 at Ctrl-C', async () => {
    const items = [
      { pk: 'a', n: 1, tags: ['new'] },
      { pk: { S: 'b' }, n: { N: '2' } },
    ];
    const { serving, endpoint, client } = await serve(
      '--definition',
      await fileOf('orders.json', definition),
      '--load',
      await fileOf('items.json', items),
    );
    expect(serving.stdout()).toContain('It holds orders, with 2 items.');
    expect(serving.stdout()).toContain(
      `aws dynamodb --endpoint-url ${endpoint} --region us-east-1 scan --table-name orders`,
    );
    const read = async (pk: string) =>
      (await client.send(new GetCommand({ TableName: 'orders', Key: { pk } }))).Item;
    expect(await read('a')).toEqual({ pk: 'a', n: 1, tags: ['new'] });
    expect(await read('b')).toEqual({ pk: 'b', n: 2 });
    await client.send(new PutCommand({ TableName: 'orders', Item: { pk: 'c' } }));
    expect(await read('c')).toEqual({ pk: 'c' });

    serving.child.kill('SIGINT');
    expect(await serving.ended).toMatchObject({ code: 0, stderr: '' });
    await expect(read('a')).rejects.toThrow('ECONNREFUSED');
  });

  it("serves the tables of an exercise's solution", async () => {
    const { raw } = await serve('keep-notes');
    const { TableNames } = await raw.send(new ListTablesCommand({}));
    expect(TableNames).toHaveLength(1);
    expect(TableNames?.[0]).toMatch(/^keysmith-/);
  });

  it('switches on the time to live that a solution asks for', async () => {
    const file = `solutions/${TOY_CHAPTER}/16-keep-notes/table.ts`;
    const expiring = "TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' }, KeySchema:";
    await toy.write(file, (await toy.read(file)).replace('KeySchema:', expiring));
    const { raw } = await serve('keep-notes');
    const { TableNames = [] } = await raw.send(new ListTablesCommand({}));
    const told = await raw.send(new DescribeTimeToLiveCommand({ TableName: TableNames[0] as string }));
    expect(told.TimeToLiveDescription).toMatchObject({ AttributeName: 'expires' });
  });

  it("begins without a table, and has PartiQL and the service's errors", async () => {
    const { serving, raw } = await serve();
    expect(serving.stdout()).toContain('It holds no table yet.');
    expect((await raw.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    const missing = new ExecuteStatementCommand({ Statement: 'SELECT * FROM "nowhere"' });
    await expect(raw.send(missing)).rejects.toThrow(ResourceNotFoundException);
  });

  it("takes items in the form of BatchWriteItem's request and of a Scan's answer, for several tables", async () => {
    const definitions = [definition, { ...definition, TableName: 'customers' }];
    const batch = {
      orders: [{ PutRequest: { Item: { pk: { S: 'a' } } } }],
      customers: [{ pk: 'x' }, { pk: 'y' }],
    };
    const { raw } = await serve(
      '--definition',
      await fileOf('both.json', definitions),
      '--load',
      await fileOf('batch.json', batch),
    );
    const count = async (TableName: string) => (await raw.send(new ScanCommand({ TableName }))).Count;
    expect([await count('orders'), await count('customers')]).toEqual([1, 2]);

    const scanned = await raw.send(new ScanCommand({ TableName: 'customers' }));
    const again = await serve(
      '--definition',
      await fileOf('one.json', definition),
      '--load',
      await fileOf('scan.json', { Items: scanned.Items, Count: scanned.Count }),
    );
    expect((await again.raw.send(new ScanCommand({ TableName: 'orders' }))).Count).toBe(2);
  });
});

describe('keysmith table, used wrongly', { timeout: 60_000 }, () => {
  const refused = async (...args: readonly string[]) => {
    const { code, stderr } = await run(toy.root, ['table', '--port', '0', ...args]);
    expect(code).toBe(2);
    return stderr;
  };

  it('names the file, the place and the remedy', async () => {
    const orders = await fileOf('orders.json', definition);
    expect(await refused('--definition', 'absent.json')).toMatch(
      /absent\.json cannot be read as JSON: ENOENT/,
    );
    const keyless = await fileOf('keyless.json', { ...definition, KeySchema: [] });
    expect(await refused('--definition', keyless)).toMatch(
      /^keyless\.json was refused as a definition: .*keySchema.*create-table --cli-input-json/s,
    );
    const items = await fileOf('items.json', [{ pk: 'a' }, { sk: 'no key' }]);
    expect(await refused('--definition', orders, '--load', items)).toMatch(
      /^Item 1 of the table "orders" was refused: One or more parameter values.*Write a list of items/s,
    );
    expect(await refused('--load', items)).toContain('there is not exactly one to put them into');
  });

  it('says which port is taken', async () => {
    const { endpoint } = await serve();
    const port = new URL(endpoint).port;
    const { code, stderr } = await run(toy.root, ['table', '--port', port]);
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port} cannot be used for the table`);
  });
});
