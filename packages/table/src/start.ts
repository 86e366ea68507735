import { openEmbedded } from './embedded.ts';
import { TableError } from './errors.ts';
import { connectLocal, startLocal } from './local/server.ts';
import type { StartOptions, TableAddress, TableKind, TableServer } from './server.ts';

/**
 * Starts a table server of the given kind and resolves when it answers.
 *
 * DynamoDB Local listens on every network interface and has no option against it; see the README of this package.
 *
 * @throws {TableError} with the reason and the remedy when it cannot be started, and 'table.not-supported' for a kind
 * that Keysmith does not open yet.
 */
export async function startTable(kind: TableKind, options: StartOptions = {}): Promise<TableServer> {
  if (kind === 'embedded') return openEmbedded();
  if (kind === 'dynamodb-local') return startLocal(options);
  throw notSupported(kind);
}

/**
 * Joins a server that another process started. Closing the result leaves that server running.
 *
 * @throws {TableError} 'table.bad-address' when the address lacks its endpoint, 'table.not-supported' as above.
 */
export function connectTable(address: TableAddress): TableServer {
  if (address.kind === 'embedded') return openEmbedded();
  if (address.kind !== 'dynamodb-local') throw notSupported(address.kind);
  if (address.endpoint !== undefined) return connectLocal(address.endpoint);
  throw new TableError(
    'table.bad-address',
    'The address of a DynamoDB Local needs its endpoint, such as "http://127.0.0.1:8000". ' +
      'Pass on the `address` of the server that was started.',
  );
}

function notSupported(kind: TableKind): TableError {
  return new TableError(
    'table.not-supported',
    `Keysmith cannot open the table "${kind}" yet. Use "embedded", which needs nothing, or "dynamodb-local", which needs Java 17 or newer.`,
  );
}
