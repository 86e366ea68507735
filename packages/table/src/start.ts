import { connectAws, startAws } from './aws/server.ts';
import { openEmbedded } from './embedded.ts';
import { TableError } from './errors.ts';
import { connectLocal, startLocal } from './local/server.ts';
import type { TableKind } from './kinds.ts';
import type { StartOptions, TableAddress, TableServer } from './server.ts';

/**
 * Starts a table server of the given kind and resolves when it answers.
 *
 * DynamoDB Local listens on every network interface and has no option against it; see the README of this package. The
 * table "aws" asks before it creates anything, and costs money; see `startAws`.
 *
 * @throws {TableError} with the reason and the remedy when it cannot be started.
 */
export async function startTable(kind: TableKind, options: StartOptions = {}): Promise<TableServer> {
  if (kind === 'embedded') return openEmbedded();
  return kind === 'aws' ? startAws(options) : startLocal(options);
}

/**
 * Joins a server that another process started. Closing the result leaves that server running.
 *
 * @throws {TableError} 'table.bad-address' when the address lacks its endpoint, or on AWS its run.
 */
export function connectTable(address: TableAddress): TableServer {
  if (address.kind === 'embedded') return openEmbedded();
  if (address.kind === 'aws') return connectAws(address);
  if (address.endpoint !== undefined) return connectLocal(address.endpoint);
  throw new TableError(
    'table.bad-address',
    'The address of a DynamoDB Local needs its endpoint, such as "http://127.0.0.1:8000". ' +
      'Pass on the `address` of the server that was started.',
  );
}
