import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Door, JsonObject, JsonValue } from './door.ts';
import { TableError } from './errors.ts';
import { repeatUntil } from './waiting.ts';

/** A table as a learner defines it: all that CreateTable takes, except the name, which the harness chooses. */
export type TableDefinition = Omit<CreateTableCommandInput, 'TableName'>;

/** Definitions by the name that the exercise gives each table. */
export type TableDefinitions = Readonly<Record<string, TableDefinition>>;

/** The real names of the tables, under the names that the exercise gives them. */
export type TableNames<Definitions extends TableDefinitions> = {
  readonly [Name in keyof Definitions]: string;
};

/** How long a table may take to become usable, or to be gone. The service needs seconds, a local table none. */
const patienceMs = 60_000;

/**
 * Creates one table per definition and waits until all of them, with their indexes, can be used.
 *
 * The real name of the table "orders" is "keysmith-orders": always the same, so that two runs print the same, and not
 * what a learner would write by heart instead of taking it from the context. A table is billed on demand unless its
 * definition says otherwise. If one definition is refused, no table of the call is left.
 *
 * @throws {TableError} 'table.bad-definition' with the service's own sentence when it refuses a definition;
 * 'table.not-ready' when a table cannot be used after a minute.
 */
export async function createTables<Definitions extends TableDefinitions>(
  door: Door,
  definitions: Definitions,
): Promise<TableNames<Definitions>> {
  const names = Object.fromEntries(Object.keys(definitions).map((name) => [name, `keysmith-${name}`]));
  const attempts = await Promise.allSettled(
    Object.entries(definitions).map(([name, definition]) => createTable(door, name, definition)),
  );
  const failure = attempts.find((attempt) => attempt.status === 'rejected');
  if (failure === undefined) return names as TableNames<Definitions>;
  const created = Object.values(names).filter((_, index) => attempts[index]?.status === 'fulfilled');
  await untilDone('the other tables to be dropped', async () => {
    const gone = await Promise.all(created.map((name) => requestDrop(door, name)));
    return gone.every(Boolean);
  });
  throw failure.reason;
}

/**
 * Drops every table behind the door, protected ones too, and waits until none is left.
 *
 * @throws {TableError} 'table.not-ready' when a table is still there after a minute.
 */
export async function dropTables(door: Door): Promise<void> {
  await untilDone('all tables to be dropped', async () => {
    await Promise.all((await firstTables(door)).map((name) => requestDrop(door, name)));
    return (await firstTables(door)).length === 0;
  });
}

/** The first page of names. No other page is needed by one who drops what it names and asks again. */
async function firstTables(door: Door): Promise<string[]> {
  return textsIn((await ask(door, 'ListTables', {}))['TableNames']);
}

async function createTable(door: Door, logicalName: string, definition: TableDefinition): Promise<void> {
  const TableName = `keysmith-${logicalName}`;
  const billing = definition.ProvisionedThroughput === undefined ? { BillingMode: 'PAY_PER_REQUEST' } : {};
  // The SDK's shape of this request and the wire's are the same: it holds neither dates nor binaries.
  const input = { ...billing, ...definition, TableName } as unknown as JsonObject;
  const { status, body } = await door.send({ operation: 'CreateTable', input });
  if (status >= 400) {
    const sentence = String(body['message'] ?? body['__type']);
    throw new TableError(
      'table.bad-definition',
      `The definition of the table "${logicalName}" was refused: ${sentence}`,
    );
  }
  if (isUsable(body['TableDescription'])) return;
  await untilDone(`the table ${TableName} to be usable`, async () => {
    const { Table } = await ask(door, 'DescribeTable', { TableName });
    return isUsable(Table);
  });
}

/**
 * Asks for a table to be dropped and tells whether it is gone, by whomever. A table that is being created or changed
 * cannot be dropped yet, and a protected one only when its protection is off: both succeed with a later request.
 */
async function requestDrop(door: Door, TableName: string): Promise<boolean> {
  const { status, body } = await door.send({ operation: 'DeleteTable', input: { TableName } });
  const type = String(body['__type']);
  const message = String(body['message']);
  if (type.endsWith('#ResourceNotFoundException')) return true;
  if (status < 400 || type.endsWith('#ResourceInUseException')) return false;
  if (!message.includes('protected against deletion')) throw refused('DeleteTable', message);
  await ask(door, 'UpdateTable', { TableName, DeletionProtectionEnabled: false });
  return requestDrop(door, TableName);
}

function isUsable(description: JsonValue | undefined): boolean {
  const table = (description ?? {}) as {
    TableStatus?: string;
    GlobalSecondaryIndexes?: { IndexStatus?: string }[];
  };
  const indexes = table.GlobalSecondaryIndexes ?? [];
  return table.TableStatus === 'ACTIVE' && indexes.every((index) => index.IndexStatus === 'ACTIVE');
}

async function untilDone(what: string, attempt: () => Promise<boolean>): Promise<void> {
  const done = await repeatUntil(async () => (await attempt()) || undefined, { limitMs: patienceMs });
  if (done) return;
  const waited = `Waited ${patienceMs / 1000} s for ${what}, in vain.`;
  throw new TableError('table.not-ready', `${waited} Start the table server again, or use a new namespace.`);
}

async function ask(door: Door, operation: string, input: JsonObject): Promise<JsonObject> {
  const { status, body } = await door.send({ operation, input });
  if (status < 400) return body;
  throw refused(operation, String(body['message'] ?? body['__type']));
}

function refused(operation: string, sentence: string): TableError {
  return new TableError('table.refused', `The table refused ${operation}: ${sentence}`);
}

function textsIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
