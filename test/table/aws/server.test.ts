import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  BatchGetCommand,
  BatchWriteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { ValidationException } from '@keysmith/engine';
import { connectTable, createTables, documentClient, startTable, textOfReport } from '@keysmith/table';
import type { Door, TableDefinition } from '@keysmith/table';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { onDemandPrices } from '../../../packages/table/src/aws/report.ts';
import { openAccount, startRun, withoutProfiles } from './endpoint.ts';

const definition: TableDefinition = {
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

async function openWithItem(door: Door) {
  const { main: TableName } = await createTables(door, { main: definition });
  const client = documentClient(door);
  await client.send(new PutCommand({ TableName, Item: { pk: 'a', n: 1 } }));
  return { TableName, client };
}

describe('consent', () => {
  it('is asked for before anything is created, with what, where and whose', async () => {
    const { endpoint, tableNames } = await openAccount();
    const confirm = vi.fn(async (_question: string) => false);
    await expect(startTable('aws', { endpoint, runId: 'r7', confirm })).rejects.toMatchObject({
      code: 'table.not-confirmed',
      message: expect.stringContaining('Nothing was created'),
    });
    expect(confirm.mock.calls[0]?.[0]).toMatch(
      /"keysmith-r7-…" in eu-north-1 with the access key AKIDMADEUP/,
    );
    expect(tableNames()).toEqual([]);
  });

  it('is needed: without a way to ask nothing starts', async () => {
    const { endpoint } = await openAccount();
    await expect(startTable('aws', { endpoint })).rejects.toMatchObject({
      code: 'table.not-confirmed',
      message: expect.stringMatching(/`confirm`.*`yes: true`/),
    });
  });

  it('is not asked for without credentials, which come first', async () => {
    withoutProfiles();
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_REGION', 'eu-north-1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const confirm = vi.fn(async () => true);
    await expect(startTable('aws', { endpoint: 'http://127.0.0.1:9', confirm })).rejects.toMatchObject({
      code: 'table.no-credentials',
      message: expect.stringContaining('aws configure'),
    });
    expect(confirm).not.toHaveBeenCalled();
  });
});

describe('a run on AWS', () => {
  it('works under names of its own, and its doors show the names that were asked for', async () => {
    const account = await openAccount();
    const { server } = await startRun(account);
    const door = server.open('orders/check 7');
    const { TableName, client } = await openWithItem(door);
    expect(TableName).toBe('keysmith-main');
    expect(account.tableNames()).toEqual(['keysmith-run1-orders_002fcheck_00207..keysmith-main']);
    expect([...account.accessKeys]).toEqual(['AKIDMADEUP']);
    expect((await door.send({ operation: 'ListTables', input: {} })).body).toEqual({
      TableNames: [TableName],
    });
    const read = new GetCommand({ TableName, Key: { pk: 'a' }, ReturnConsumedCapacity: 'TOTAL' });
    expect(await client.send(read)).toMatchObject({
      Item: { pk: 'a', n: 1 },
      ConsumedCapacity: { TableName, CapacityUnits: 0.5 },
    });
    const missing = await client
      .send(new GetCommand({ TableName: 'absent', Key: { pk: 'a' } }))
      .catch(String);
    expect(missing).toContain('ResourceNotFoundException');
  });

  it('finds its names in every place where a request or a reply has one', async () => {
    const { server } = await startRun(await openAccount());
    const door = server.open('one');
    const { TableName, client } = await openWithItem(door);
    const stream = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' };
    await door.send({ operation: 'UpdateTable', input: { TableName, StreamSpecification: stream } });
    await client.send(
      new BatchWriteCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: { pk: 'b' } } }] } }),
    );
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName, Item: { pk: 'c' } } },
          {
            ConditionCheck: { TableName, Key: { pk: 'b' }, ConditionExpression: 'attribute_exists(pk)' },
          },
        ],
      }),
    );
    const batch = await client.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [{ pk: 'b' }, { pk: 'c' }] } } }),
    );
    expect(batch.Responses?.[TableName]).toHaveLength(2);

    const ask = async (operation: string, input: object) =>
      (await door.send({ operation, input: input as never })).body as Record<string, never>;
    const { Streams } = await ask('ListStreams', { TableName });
    const [{ StreamArn }] = Streams as unknown as [{ StreamArn: string }];
    expect(StreamArn).toContain(':table/keysmith-main/stream/');
    const { StreamDescription } = await ask('DescribeStream', { StreamArn });
    const [{ ShardId }] = (StreamDescription as unknown as { Shards: [{ ShardId: string }] }).Shards;
    const { ShardIterator } = await ask('GetShardIterator', {
      StreamArn,
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    expect((await ask('GetRecords', { ShardIterator }))['Records']).toHaveLength(2);
  });

  it('keeps namespaces apart, lists by pages, and drops what is released', async () => {
    const account = await openAccount();
    const { server } = await startRun(account);
    const doors = ['b-1', 'b-2', 'c'].map((name) => server.open(name));
    for (const door of doors) await createTables(door, { main: definition, other: definition });
    const first = await doors[0]?.send({ operation: 'ListTables', input: { Limit: 1 } });
    expect(first?.body).toEqual({
      TableNames: ['keysmith-main'],
      LastEvaluatedTableName: 'keysmith-main',
    });
    await server.releaseAll('b-');
    expect(account.tableNames()).toEqual([
      'keysmith-run1-c..keysmith-main',
      'keysmith-run1-c..keysmith-other',
    ]);
    await expect(doors[0]?.send({ operation: 'ListTables', input: {} })).rejects.toMatchObject({
      code: 'table.closed',
    });
    await server.release('c');
    expect(account.tableNames()).toEqual([]);
  });

  it('can be joined by another process, which leaves the tables', async () => {
    const account = await openAccount();
    const { server } = await startRun(account);
    const { TableName } = await openWithItem(server.open('one'));
    const joined = connectTable(JSON.parse(JSON.stringify(server.address)));
    const client = documentClient(joined.open('one'));
    const { Item } = await client.send(new GetCommand({ TableName, Key: { pk: 'a' } }));
    expect(Item).toEqual({ pk: 'a', n: 1 });
    await joined.close();
    expect(account.tableNames()).toHaveLength(1);
    expect(() => connectTable({ kind: 'aws' })).toThrow(
      expect.objectContaining({ code: 'table.bad-address' }),
    );
  });

  it('refuses PartiQL, whose statements hold names that it cannot see', async () => {
    const { server } = await startRun(await openAccount());
    const sent = server.open('one').send({ operation: 'ExecuteStatement', input: { Statement: 'SELECT' } });
    await expect(sent).rejects.toMatchObject({ code: 'table.not-supported' });
  });
});

describe('the end of a run', () => {
  it('drops every table of the run, protected ones too, and no other', async () => {
    const account = await openAccount();
    const { server, reports } = await startRun(account);
    account.engine.execute('CreateTable', {
      TableName: 'not-ours',
      BillingMode: 'PAY_PER_REQUEST',
      ...definition,
    });
    const kept = { ...definition, DeletionProtectionEnabled: true };
    await createTables(server.open('one'), { main: kept, other: definition });
    await server.close();
    await server.close();
    expect(account.tableNames()).toEqual(['not-ours']);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      dropped: ['keysmith-run1-one..keysmith-main', 'keysmith-run1-one..keysmith-other'],
      left: [],
    });
  });

  it('says what could not be dropped, why, and how to do it', async () => {
    const account = await openAccount();
    const { server, reports } = await startRun(account);
    await createTables(server.open('one'), { main: definition });
    const carryOut = account.engine.executeShared.bind(account.engine);
    vi.spyOn(account.engine, 'executeShared').mockImplementation((operation, input) => {
      if (operation === 'DeleteTable')
        throw new ValidationException('You may not perform dynamodb:DeleteTable');
      return carryOut(operation, input);
    });
    await server.close();
    const [report] = reports;
    expect(report?.left).toEqual([
      { name: 'keysmith-run1-one..keysmith-main', reason: 'You may not perform dynamodb:DeleteTable' },
    ]);
    const text = textOfReport(report ?? expect.fail('no report'));
    expect(text).toContain('0 of 1 tables dropped.');
    expect(text).toContain('Not dropped: keysmith-run1-one..keysmith-main (');
    expect(text).toContain(
      'aws dynamodb delete-table --region eu-north-1 --table-name keysmith-run1-one..keysmith-main',
    );
  });
});

describe('the cost of a run', () => {
  it('is that of the units which went through its doors, refused conditions included', async () => {
    const { server, reports } = await startRun(await openAccount());
    const { TableName, client } = await openWithItem(server.open('one')); // 1 write unit
    const put = { TableName, Item: { pk: 'a' }, ConditionExpression: 'attribute_not_exists(pk)' };
    await expect(client.send(new PutCommand(put))).rejects.toThrow('conditional'); // 1
    const Put = { TableName, Item: { pk: 'b', text: 'x'.repeat(1500) } };
    await client.send(new TransactWriteCommand({ TransactItems: [{ Put }] })); // 2 times 2
    await client.send(new GetCommand({ TableName, Key: { pk: 'a' }, ConsistentRead: true })); // 1 read unit
    const query = {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'b' },
    };
    expect(await client.send(new QueryCommand(query))).not.toHaveProperty('ConsumedCapacity'); // 0.5
    await server.close();
    const dollars = (1.5 * 0.125 + 6 * 0.625) / 1e6;
    expect(reports[0]).toMatchObject({ readUnits: 1.5, writeUnits: 6, dollars: expect.closeTo(dollars, 12) });
    expect(textOfReport(reports[0] ?? expect.fail('no report'))).toContain(
      '1.5 read units and 6 write units consumed, $0.000004 at the on-demand prices of us-east-1 on 2026-11-22',
    );
  });

  it("uses the prices of the course's facts", () => {
    const facts = readFileSync(join(import.meta.dirname, '../../../chapters/facts.yaml'), 'utf8');
    const fact = (name: string) => new RegExp(`^${name}:\\n  value: '\\$([\\d.]+)'`, 'm').exec(facts)?.[1];
    expect(Number(fact('on-demand-read-price'))).toBe(onDemandPrices.readPerMillion);
    expect(Number(fact('on-demand-write-price'))).toBe(onDemandPrices.writePerMillion);
  });
});

describe('a request to AWS', () => {
  it('is signed as the SDK signs, and sent once although it fails', async () => {
    await openAccount();
    const seen: { authorization: string; target: string; date: string }[] = [];
    const listener = createServer((request, response) => {
      const { authorization = '', 'x-amz-target': target, 'x-amz-date': date } = request.headers;
      seen.push({ authorization, target: String(target), date: String(date) });
      request.resume();
      response.writeHead(500).end('{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}');
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => listener.close(() => resolve())));
    const endpoint = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    const server = await startTable('aws', { endpoint, runId: 'r', yes: true, report: () => {} });
    const input = { TableName: 'orders', Key: { pk: { S: 'a' } } };
    expect((await server.open('one').send({ operation: 'GetItem', input })).status).toBe(500);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.target).toBe('DynamoDB_20120810.GetItem');
    expect(seen[0]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDMADEUP\/\d{8}\/eu-north-1\/dynamodb\/aws4_request, SignedHeaders=[a-z0-9;-]*host;[a-z0-9;-]*x-amz-target, Signature=[0-9a-f]{64}$/,
    );
    expect(seen[0]?.date).toMatch(/^\d{8}T\d{6}Z$/);
    listener.closeAllConnections();
  });
});
