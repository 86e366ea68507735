export { textOf as textOfReport } from './aws/report.ts';
export type { LeftTable, RunReport } from './aws/report.ts';
export type { AwsOptions } from './aws/options.ts';
export { documentClient, rawClient } from './clients.ts';
export type { ClientOptions, DocumentClientOptions } from './clients.ts';
export { createTables, dropTables } from './definitions.ts';
export type { TableDefinition, TableDefinitions, TableNames } from './definitions.ts';
export type { Door, JsonObject, JsonValue, WireReply, WireRequest } from './door.ts';
export { TableError } from './errors.ts';
export type { TableErrorCode } from './errors.ts';
export { loadItems } from './load-items.ts';
export { serveTables } from './serve.ts';
export type { ServedTables, ServeOptions } from './serve.ts';
export { DEFAULT_TABLE, TABLE_KINDS, type TableKind } from './kinds.ts';
export type {
  EngineControls,
  OpenOptions,
  StartOptions,
  TableAddress,
  TableDoor,
  TableServer,
} from './server.ts';
export { connectTable, startTable } from './start.ts';
export { switchOnTimeToLive, withoutTimeToLive } from './time-to-live.ts';
export type { ExpiringDefinition, ExpiringDefinitions } from './time-to-live.ts';
