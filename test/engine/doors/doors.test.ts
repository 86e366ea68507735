import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createEngine, type Engine, type JsonObject } from '@keysmith/engine';
import { openHttpDoor } from '@keysmith/engine/http';
import { sdkRequestHandler } from '@keysmith/engine/sdk';
import { openWorker, type Port, serveWorker } from '@keysmith/engine/worker';
import { describe, expect, it } from 'vitest';
import { put, things } from '../table.ts';

const credentials = { accessKeyId: 'somebody', secretAccessKey: 'secret' };
const item = { pk: { S: 'p' }, sk: { S: 'é😀' }, data: { B: new Uint8Array([0, 255]) } };

async function roundTrip(client: DynamoDBClient) {
  await client.send(new PutItemCommand({ TableName: 'Things', Item: item }));
  const { Item } = await client.send(
    new GetItemCommand({ TableName: 'Things', Key: { pk: item.pk, sk: item.sk } }),
  );
  expect(Item).toEqual(item);
  const refused = client.send(
    new PutItemCommand({
      TableName: 'Things',
      Item: item,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );
  await expect(refused).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    Item: item,
  });
}

interface RawReply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

function post(options: object, target: string, text: string): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...options, method: 'POST', headers: { 'x-amz-target': target } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

describe('the SDK request handler', () => {
  it('lets the real client work without a socket', async () => {
    const { engine } = things();
    await roundTrip(
      new DynamoDBClient({ region: 'us-east-1', credentials, requestHandler: sdkRequestHandler(engine) }),
    );
  });
});

describe('the HTTP door', () => {
  it('speaks to SDKs, with tables of their own for each access key', async () => {
    const engines = new Map<string, Engine>([['somebody', things().engine]]);
    const door = await openHttpDoor({
      engineFor: (key) => engines.get(key) ?? createEngine(),
      listen: { port: 0 },
    });
    const client = new DynamoDBClient({ region: 'us-east-1', credentials, endpoint: door.endpoint });
    await roundTrip(client);
    client.destroy();
    await door.close();
  });

  it('checks what it sends, and refuses what it can not read', async () => {
    const { engine } = things();
    const door = await openHttpDoor({ engineFor: () => engine, listen: { port: 0 } });
    const { hostname, port } = new URL(door.endpoint);
    const good = await post({ hostname, port }, 'DynamoDB_20120810.ListTables', '{}');
    expect(JSON.parse(good.body.toString())).toEqual({ TableNames: ['Things'] });
    expect(good.headers['x-amz-crc32']).toBe(String(crc32(good.body)));
    expect(good.headers['content-type']).toBe('application/x-amz-json-1.0');
    const bad = await post({ hostname, port }, 'DynamoDB_20120810.PutItem', '{');
    expect([bad.status, JSON.parse(bad.body.toString())]).toMatchObject([
      400,
      { __type: 'com.amazon.coral.service#SerializationException' },
    ]);
    const unknown = await post({ hostname, port }, 'DynamoDB_20120810.CreateBackup', '{}');
    expect(JSON.parse(unknown.body.toString())).toMatchObject({
      message: expect.stringContaining('CreateBackup') as string,
    });
    await door.close();
  });

  it('drops the connection where a reply is lost', async () => {
    const { engine } = things({
      engine: { faults: { script: [{ call: 1, operation: 'PutItem', fault: 'lost-reply' }] } },
    });
    const door = await openHttpDoor({ engineFor: () => engine, listen: { port: 0 } });
    const { hostname, port } = new URL(door.endpoint);
    const text = JSON.stringify({ TableName: 'Things', ...put('p', 'a') });
    await expect(post({ hostname, port }, 'DynamoDB_20120810.PutItem', text)).rejects.toThrow();
    expect(engine.execute('Scan', { TableName: 'Things' })['Count']).toBe(1);
    await door.close();
  });

  it('listens on a Unix socket', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keysmith-'));
    const socketPath = join(folder, 'engine.sock');
    const door = await openHttpDoor({ engineFor: () => createEngine(), listen: { socketPath } });
    const reply = await post({ socketPath }, 'DynamoDB_20120810.ListTables', '{}');
    expect(JSON.parse(reply.body.toString())).toEqual({ TableNames: [] });
    await door.close();
    rmSync(folder, { recursive: true });
  });
});

/** Two ports whose messages are cloned, as a worker's are. */
function channel(): [Port, Port] {
  const ports: [Port, Port] = [
    { postMessage: (data) => deliver(1, data), onmessage: null },
    { postMessage: (data) => deliver(0, data), onmessage: null },
  ];
  const deliver = (to: 0 | 1, data: unknown) =>
    queueMicrotask(() => ports[to].onmessage?.({ data: structuredClone(data) }));
  return ports;
}

describe('the worker door', () => {
  const TABLE: JsonObject = {
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  };

  it('keeps namespaces apart and answers in order', async () => {
    const [page, worker] = channel();
    serveWorker(worker);
    const { door } = openWorker(page);
    const [one, other] = [door('one'), door('other')];
    await one.send({ operation: 'CreateTable', input: TABLE });
    const Item = { pk: { S: 'p' }, deep: { M: { list: { L: [{ N: '1.50' }] } } } };
    await one.send({ operation: 'PutItem', input: { TableName: 'Things', Item } });
    const read = { operation: 'GetItem', input: { TableName: 'Things', Key: { pk: { S: 'p' } } } };
    const [found, missing] = await Promise.all([one.send(read), other.send(read)]);
    expect(found).toEqual({
      status: 200,
      body: { Item: { pk: { S: 'p' }, deep: { M: { list: { L: [{ N: '1.5' }] } } } } },
    });
    expect(missing).toMatchObject({
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException' },
    });
  });

  it('takes fault plans, and loses replies', async () => {
    const [page, worker] = channel();
    serveWorker(worker);
    const door = openWorker(page).door('faulty');
    await door.send({ operation: 'CreateTable', input: TABLE });
    await door.setFaults({ script: [{ call: 1, fault: 'lost-reply' }] });
    await expect(door.send({ operation: 'ListTables', input: {} })).rejects.toThrow('lost');
    expect(await door.expireDue()).toEqual({ expired: [] });
  });
});
