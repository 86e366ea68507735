import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { connectTable, createTables, documentClient, startTable } from '@keysmith/table';
import type { Door, TableDefinition, TableServer } from '@keysmith/table';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHttpLine } from '../../../packages/table/src/local/http.ts';
import { hasJava, needJava } from './real-java.ts';

const orders: TableDefinition = {
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

let server: TableServer;
beforeAll(async () => {
  if (hasJava) server = await startTable('dynamodb-local', { startTimeoutMs: 60_000 });
}, 120_000);
afterAll(() => server?.close());
needJava();

/** Opens a namespace with the table of orders in it. */
async function openWithOrders(namespace: string, through: TableServer = server) {
  const door = through.open(namespace);
  const { orders: TableName } = await createTables(door, { orders });
  return { door, TableName, client: documentClient(door) };
}

async function tablesOf(door: Door): Promise<unknown> {
  return (await door.send({ operation: 'ListTables', input: {} })).body['TableNames'];
}

describe('namespaces', { timeout: 30_000 }, () => {
  it('do not see each other, whatever characters their names hold', async () => {
    const [one, two] = await Promise.all([openWithOrders('Zoë/1 東京'), openWithOrders('Zoë/2 東京')]);
    await one.client.send(new PutCommand({ TableName: one.TableName, Item: { pk: 'a', of: 1 } }));
    const get = new GetCommand({ TableName: two.TableName, Key: { pk: 'a' } });
    expect((await two.client.send(get)).Item).toBeUndefined();
    expect((await one.client.send(get)).Item).toEqual({ pk: 'a', of: 1 });
    expect(await tablesOf(server.open('Zoë'))).toEqual([]);
  });

  it('are the same from every connection and every process, also when all come at once', async () => {
    const { client, TableName } = await openWithOrders('shared');
    await client.send(new PutCommand({ TableName, Item: { pk: 'from the first' } }));
    const doors = Array.from({ length: 8 }, () => connectTable(server.address).open('shared'));
    expect(await Promise.all(doors.map(tablesOf))).toEqual(doors.map(() => [TableName]));
    const unborn = Array.from({ length: 8 }, () => connectTable(server.address).open('born at once'));
    await Promise.all(unborn.map(tablesOf));
    await createTables(unborn[0] as Door, { orders });
    expect(await Promise.all(unborn.map(tablesOf))).toEqual(unborn.map(() => [TableName]));
  });

  it('reach a child process as plain data', async () => {
    const { TableName } = await openWithOrders('for a child');
    const library = createRequire(import.meta.url).resolve('@keysmith/table');
    const script = `
      import { connectTable } from ${JSON.stringify(library)};
      const door = connectTable(JSON.parse(process.argv[1])).open('for a child');
      console.log(JSON.stringify((await door.send({ operation: 'ListTables', input: {} })).body));`;
    const args = ['--input-type=module', '-e', script, JSON.stringify(server.address)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(JSON.parse(stdout)).toEqual({ TableNames: [TableName] });
  });
});

describe('a released namespace', { timeout: 30_000 }, () => {
  it('is empty when it is opened again, and its old doors are shut', async () => {
    const old = await openWithOrders('again');
    await old.client.send(new PutCommand({ TableName: old.TableName, Item: { pk: 'a' } }));
    await server.release('again');
    const fresh = await openWithOrders('again');
    const get = new GetCommand({ TableName: fresh.TableName, Key: { pk: 'a' } });
    expect((await fresh.client.send(get)).Item).toBeUndefined();
    await expect(old.client.send(get)).rejects.toMatchObject({
      code: 'table.closed',
      message: expect.stringContaining('"again" has been released'),
    });
  });

  it('can be released by another process, twice, and without ever having been opened', async () => {
    const { door } = await openWithOrders('killed before it released');
    const other = connectTable(server.address);
    await Promise.all([other.release('killed before it released'), other.release('never heard of')]);
    await other.release('killed before it released');
    expect(await tablesOf(connectTable(server.address).open('killed before it released'))).toEqual([]);
    await server.release('killed before it released');
    await expect(tablesOf(door)).rejects.toMatchObject({ code: 'table.closed' });
  });

  it('is found by how its name begins', async () => {
    await Promise.all(['class-1-a', 'class-1-b', 'class-10'].map((name) => openWithOrders(name)));
    await server.releaseAll('class-1-');
    const tables = await Promise.all(
      ['class-1-a', 'class-1-b', 'class-10'].map((name) => tablesOf(connectTable(server.address).open(name))),
    );
    expect(tables).toEqual([[], [], ['keysmith-orders']]);
  });

  it('does not leave the memory of its transactions to the next', async () => {
    const write = async (namespace: string, tokens: string[]) => {
      const { client, TableName } = await openWithOrders(namespace);
      for (const ClientRequestToken of tokens) {
        const TransactItems = [{ Update: { TableName, Key: { pk: 'a' }, ...countUp } }];
        await client.send(new TransactWriteCommand({ ClientRequestToken, TransactItems }));
      }
      const { Item } = await client.send(new GetCommand({ TableName, Key: { pk: 'a' } }));
      await server.release(namespace);
      return Item?.['done'];
    };
    const countUp = {
      UpdateExpression: 'ADD done :one',
      ExpressionAttributeValues: { ':one': 1 },
    };
    // Within one namespace the same token takes effect once; in the next, which draws the same tokens, once again.
    expect(await write('first', ['t-1', 't-1', 't-2'])).toBe(2);
    expect(await write('second', ['t-1', 't-1', 't-2'])).toBe(2);
    await expect(write('third', ['t'.repeat(37)])).rejects.toThrow('length less than or equal to 36');
  });

  it('hands its access key on, so that hundreds cost no more than a few', async () => {
    for (let round = 0; round < 60; round += 1) {
      await openWithOrders(`round ${round}`);
      await server.release(`round ${round}`);
    }
    const { keyCount, loanCount } = await readDesk();
    expect(loanCount).toBeGreaterThanOrEqual(60);
    expect(keyCount).toBeLessThan(40);
  });
});

/** How many keys the register has made and how many loans it has given, read over a line of its own. */
async function readDesk(): Promise<{ keyCount: number; loanCount: number }> {
  const line = openHttpLine(server.address.endpoint ?? '');
  const Key = { kind: { S: 'desk' }, name: { S: 'desk' } };
  const input = { TableName: 'keysmith-register', Key };
  const { body } = await line.send('register', { operation: 'GetItem', input });
  line.close();
  const { keyCount, loanCount } = body['Item'] as Record<'keyCount' | 'loanCount', { N: string }>;
  return { keyCount: Number(keyCount.N), loanCount: Number(loanCount.N) };
}
