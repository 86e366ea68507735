export { documentClient, rawClient } from './clients.ts';
export type { ClientOptions, DocumentClientOptions } from './clients.ts';
export { createTables, dropTables } from './definitions.ts';
export type { TableDefinition, TableDefinitions, TableNames } from './definitions.ts';
export type { Door, JsonObject, JsonValue, WireReply, WireRequest } from './door.ts';
export { TableError } from './errors.ts';
export type { TableErrorCode } from './errors.ts';
export type { StartOptions, TableAddress, TableKind, TableServer } from './server.ts';
export { connectTable, startTable } from './start.ts';
