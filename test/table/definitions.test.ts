import { createTables, dropTables } from '@keysmith/table/definitions';
import type { TableDefinition } from '@keysmith/table/definitions';
import type { Door, JsonObject, WireReply } from '@keysmith/table/door';
import { describe, expect, it } from 'vitest';

const definition: TableDefinition = {
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
};

const refusal = (type: string, message: string): WireReply => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message },
});

interface ShopTable {
  input: JsonObject;
  /** How many requests about this table still find it in motion. */
  busy: number;
}

/**
 * A service of which only tables exist, and which takes its time: a new table is found in motion `busy` times.
 * A table named "keysmith-bad" is refused.
 */
function slowService(busy = 0): Door & { tables: Map<string, ShopTable>; operations: string[] } {
  const tables = new Map<string, ShopTable>();
  const operations: string[] = [];
  const describeTable = (table: ShopTable): JsonObject => {
    const inMotion = table.busy > 0;
    table.busy -= 1;
    // The table is ready before its index is.
    return {
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: [{ IndexStatus: inMotion ? 'CREATING' : 'ACTIVE' }],
    };
  };
  const reply = (operation: string, input: JsonObject): WireReply => {
    const name = String(input['TableName']);
    const table = tables.get(name);
    if (operation === 'ListTables')
      return { status: 200, body: { TableNames: [...tables.keys()].slice(0, 2) } };
    if (operation === 'CreateTable') {
      if (name === 'keysmith-bad') return refusal('ValidationException', 'Hash Key not specified');
      const created = { input, busy };
      tables.set(name, created);
      return { status: 200, body: { TableDescription: describeTable(created) } };
    }
    if (table === undefined) return refusal('ResourceNotFoundException', 'no such table');
    if (operation === 'DescribeTable') return { status: 200, body: { Table: describeTable(table) } };
    if (operation === 'UpdateTable') {
      table.input = { ...table.input, ...input };
      return { status: 200, body: {} };
    }
    if (table.input['DeletionProtectionEnabled']) {
      return refusal('ValidationException', 'it is currently protected against deletion');
    }
    if (table.busy-- > 0) return refusal('ResourceInUseException', 'being created');
    tables.delete(name);
    return { status: 200, body: {} };
  };
  return {
    tables,
    operations,
    async send({ operation, input }) {
      operations.push(operation);
      return reply(operation, input);
    },
  };
}

describe('creating tables', () => {
  it('gives the real names under the given ones, and bills on demand', async () => {
    const service = slowService();
    const names = await createTables(service, { main: definition, byDay: definition });
    expect(names).toEqual({ main: 'keysmith-main', byDay: 'keysmith-byDay' });
    expect(service.tables.get(names.main)?.input).toEqual({
      ...definition,
      TableName: 'keysmith-main',
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it('leaves billing to a definition that says something about it', async () => {
    const service = slowService();
    const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
    await createTables(service, { main: { ...definition, ProvisionedThroughput } });
    expect(service.tables.get('keysmith-main')?.input).not.toHaveProperty('BillingMode');
  });

  it('waits until the last index can be used', async () => {
    const service = slowService(3);
    await createTables(service, { main: definition });
    expect(service.operations).toEqual(['CreateTable', 'DescribeTable', 'DescribeTable', 'DescribeTable']);
  });

  it("names the table and the service's reason when a definition is refused, and leaves no other behind", async () => {
    const service = slowService(1);
    await expect(
      createTables(service, { main: definition, bad: {} as TableDefinition }),
    ).rejects.toMatchObject({
      name: 'TableError',
      code: 'table.bad-definition',
      message: 'The definition of the table "bad" was refused: Hash Key not specified',
    });
    expect([...service.tables.keys()]).toEqual([]);
  });
});

describe('dropping tables', () => {
  it('drops all of them, protected, busy, and more than one page', async () => {
    const service = slowService(2);
    await createTables(service, {
      one: definition,
      two: { ...definition, DeletionProtectionEnabled: true },
      three: definition,
    });
    for (const table of service.tables.values()) table.busy = 2;
    await dropTables(service);
    expect([...service.tables.keys()]).toEqual([]);
  });

  it('says what the service refuses otherwise', async () => {
    const door: Door = { send: async () => refusal('AccessDeniedException', 'not yours') };
    await expect(dropTables(door)).rejects.toMatchObject({
      code: 'table.refused',
      message: 'The table refused ListTables: not yours',
    });
  });
});
