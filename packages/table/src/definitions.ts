import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Door } from './door.ts';
import { TableError } from './errors.ts';

/** A table as a learner defines it: all that CreateTable takes, except the name, which the harness chooses. */
export type TableDefinition = Omit<CreateTableCommandInput, 'TableName'>;

/** Definitions by the name that the exercise gives each table. */
export type TableDefinitions = Readonly<Record<string, TableDefinition>>;

/** The real names of the tables, under the names that the exercise gives them. */
export type TableNames<Definitions extends TableDefinitions> = {
  readonly [Name in keyof Definitions]: string;
};

/**
 * Creates one table per definition and waits until all of them can be used.
 * Tables are billed on demand unless a definition says otherwise.
 *
 * @throws {TableError} 'table.bad-definition' with the service's own sentence when it refuses a definition.
 */
export async function createTables<Definitions extends TableDefinitions>(
  door: Door,
  definitions: Definitions,
): Promise<TableNames<Definitions>> {
  throw new TableError('table.not-supported', `Not yet: ${typeof door} ${typeof definitions}`);
}

/** Drops every table behind the door, and waits until none is left. */
export async function dropTables(door: Door): Promise<void> {
  throw new TableError('table.not-supported', `Not yet: ${typeof door}`);
}
