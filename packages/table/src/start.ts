import { TableError } from './errors.ts';
import type { StartOptions, TableAddress, TableKind, TableServer } from './server.ts';

/** Starts a table server of the given kind and resolves when it answers. */
export async function startTable(kind: TableKind, _options: StartOptions = {}): Promise<TableServer> {
  throw notSupported(kind);
}

/** Joins a server that another process started. Closing the result leaves that server running. */
export function connectTable(address: TableAddress): TableServer {
  throw notSupported(address.kind);
}

function notSupported(kind: TableKind): TableError {
  return new TableError('table.not-supported', `The table "${kind}" is not available yet.`);
}
