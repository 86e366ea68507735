import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createTables,
  loadItems,
  serveTables,
  switchOnTimeToLive,
  TableError,
  withoutTimeToLive,
} from '@keysmith/table';
import type { Door, ExpiringDefinitions, JsonObject } from '@keysmith/table';
import { namedExercise } from '../choose-exercise.ts';
import type { ExitCode } from '../exit-code.ts';
import { plural } from '../render/marks.ts';
import type { Session } from '../session.ts';

export interface TableOptions {
  readonly port: number;
  /** A file with the input of CreateTable, or a list of them. */
  readonly definition?: string;
  /** A file with items. */
  readonly load?: string;
}

/**
 * `keysmith table [exercise]`: serves the embedded engine over HTTP until Ctrl-C, with the tables of an exercise's
 * reference solution, or those of a file, or none.
 */
export async function table(
  name: string | undefined,
  { port, definition, load }: TableOptions,
  session: Session,
): Promise<ExitCode> {
  const { terminal } = session;
  const stopped = askedToStop();
  const served = await serveTables({ port });
  try {
    if (name !== undefined) await createSolutionTables(served.door, name, session);
    if (definition !== undefined) await createDefined(served.door, definition);
    const tables = await tableNames(served.door);
    const items = load === undefined ? 0 : await loadFile(served.door, load, tables);
    terminal.print(`A table for DynamoDB's clients: ${served.endpoint}`);
    terminal.print(tables.length === 0 ? 'It holds no table yet.' : contents(tables, items));
    terminal.print(`\n${exampleFor(served.endpoint, tables[0])}\n`);
    terminal.print('Any credentials will do. Everything is in memory and ends with Ctrl-C.');
    await stopped;
  } finally {
    await served.close();
  }
  return 0;
}

function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** Creates the tables that the reference solution defines: the design, ready to be looked at. */
async function createSolutionTables(door: Door, name: string, session: Session): Promise<void> {
  const tables = await solutionTables(name, session);
  const names = await createTables(door, withoutTimeToLive(tables));
  await switchOnTimeToLive(door, tables, names);
}

async function solutionTables(name: string, session: Session): Promise<ExpiringDefinitions> {
  const { solutionFolder, slug } = await namedExercise(name, session);
  const address = pathToFileURL(join(solutionFolder, 'table.ts')).href;
  const { tables } = (await import(address)) as { tables?: ExpiringDefinitions };
  if (tables !== undefined) return tables;
  throw new TableError(
    'table.bad-definition',
    `The solution of ${slug} defines no tables. Name another exercise, or give a file with --definition.`,
  );
}

async function createDefined(door: Door, file: string): Promise<void> {
  const document = await readJson(file, 'table.bad-definition');
  for (const input of Array.isArray(document) ? document : [document]) {
    const { status, body } = await door.send({ operation: 'CreateTable', input: input as JsonObject });
    if (status < 400) continue;
    const sentence = String(body['message'] ?? body['Message'] ?? body['__type']);
    throw new TableError(
      'table.bad-definition',
      `${file} was refused as a definition: ${sentence} Write what \`aws dynamodb create-table --cli-input-json\` takes.`,
    );
  }
}

async function loadFile(door: Door, file: string, tables: readonly string[]): Promise<number> {
  const only = tables.length === 1 ? tables[0] : undefined;
  return loadItems(door, await readJson(file, 'table.bad-items'), only);
}

async function readJson(file: string, code: 'table.bad-definition' | 'table.bad-items'): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TableError(code, `${file} cannot be read as JSON: ${reason}. Name a file that can.`, { cause });
  }
}

async function tableNames(door: Door): Promise<readonly string[]> {
  const { body } = await door.send({ operation: 'ListTables', input: {} });
  return body['TableNames'] as readonly string[];
}

function contents(tables: readonly string[], items: number): string {
  const loaded = items === 0 ? '' : `, with ${plural(items, 'item')}`;
  return `It holds ${tables.join(', ')}${loaded}.`;
}

function exampleFor(endpoint: string, name: string | undefined): string {
  const operation = name === undefined ? 'list-tables' : `scan --table-name ${name}`;
  return `aws dynamodb --endpoint-url ${endpoint} --region us-east-1 ${operation}`;
}
