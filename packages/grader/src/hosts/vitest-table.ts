import { DEFAULT_TABLE, startTable, TableError, type TableAddress, type TableKind } from '@keysmith/table';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The table server that all test files of a run share; absent if it could not be started. */
    address?: TableAddress;
    /** Why there is no table server, with the remedy. */
    tableProblem?: string;
    /** The kind of table that the project asks for. */
    tableKind?: TableKind;
  }
}

/** The kind of table that tests and checks run on: what the project provides, KEYSMITH_TABLE, or the default. */
export function tableKind(project?: TestProject): TableKind {
  const provided = project?.getProvidedContext().tableKind;
  return provided ?? (process.env['KEYSMITH_TABLE'] as TableKind | undefined) ?? DEFAULT_TABLE;
}

/**
 * Vitest's global setup: starts one table server for the whole run. What the machine lacks for it (Java) is handed on
 * as a sentence, so that the tests which need a table can say so, each for itself. With KEYSMITH_TABLE_ENDPOINT it joins a
 * DynamoDB Local that runs already, and starts none.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const endpoint = process.env['KEYSMITH_TABLE_ENDPOINT'];
  if (endpoint !== undefined) {
    project.provide('address', { kind: 'dynamodb-local', endpoint });
    return undefined;
  }
  try {
    const server = await startTable(tableKind(project));
    project.provide('address', server.address);
    return () => server.close();
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    project.provide('tableProblem', error.message);
    return undefined;
  }
}
