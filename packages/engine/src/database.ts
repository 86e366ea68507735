import { ResourceNotFoundException, ValidationException } from './errors.ts';
import type { FaultControl } from './faults/control.ts';
import type { Random } from './random.ts';
import type { TableState } from './storage/table-state.ts';
import type { IndexState } from './storage/table-state.ts';
import type { Stream } from './streams/stream.ts';
import type { TokenLedger } from './transactions/tokens.ts';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The state that all operations share. */
export interface Database {
  readonly tables: Map<string, TableState>;
  /** Every stream of the last 24 hours, also of tables that are gone, by ARN. */
  readonly streams: Map<string, Stream>;
  readonly clock: Clock;
  readonly random: Random;
  readonly region: string;
  readonly account: string;
  /** How long creations and changes of tables and indexes take. */
  readonly transitionMs: number;
  readonly faults: FaultControl;
  readonly tokens: TokenLedger;
}

/** An independent copy of everything, on a clock of its own. Items are shared, because nobody changes them in place. */
export function copyDatabase(database: Database, clock: Clock): Database {
  const now = (): number => clock.now();
  const faults = database.faults.copy(now);
  const streams = new Map([...database.streams].map(([arn, stream]) => [arn, stream.copy(now)]));
  const tables = new Map(
    [...database.tables].map(([name, table]) => [name, table.copy(faults.lagSources(name), streams)]),
  );
  const tokens = database.tokens.copy(clock);
  return { ...database, tables, streams, clock, random: database.random.copy(), faults, tokens };
}

const NAME = /^[a-zA-Z0-9_.-]{3,255}$/;
const TABLE_ARN = /^arn:aws[a-z-]*:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/;

/** The table's name in a `TableName` parameter, which may be an ARN (since March 2024). */
export function tableNameOf(parameter: string): string {
  const name = TABLE_ARN.exec(parameter)?.[1] ?? parameter;
  if (!NAME.test(name)) {
    throw new ValidationException(
      "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
    );
  }
  return name;
}

/** Moves a table and its indexes on to where the clock says they are. Returns undefined for one that is gone. */
export function settled(database: Database, name: string): TableState | undefined {
  const table = database.tables.get(name);
  if (table === undefined) return undefined;
  if (table.transition === undefined && table.indexes.size === 0) return table;
  const now = database.clock.now();
  for (const [indexName, state] of table.indexes) settleIndex(table, { indexName, state, now });
  if (table.transition === undefined || now < table.transition.untilMs) return table;
  if (table.transition.status === 'DELETING') {
    database.tables.delete(name);
    return undefined;
  }
  table.transition = undefined;
  return table;
}

function settleIndex(table: TableState, place: { indexName: string; state: IndexState; now: number }): void {
  const { transition } = place.state;
  if (transition === undefined || place.now < transition.untilMs) return;
  place.state.transition = undefined;
  place.state.backfilling = false;
  if (transition.status === 'DELETING') table.removeIndex(place.indexName);
}

/** For control operations, which say the table's name. */
export function describedTable(database: Database, parameter: string): TableState {
  const name = tableNameOf(parameter);
  const table = settled(database, name);
  if (table === undefined) {
    throw new ResourceNotFoundException(`Requested resource not found: Table: ${name} not found`);
  }
  return table;
}

/** For data operations: the table must be there and not on its way in or out. */
export function activeTable(database: Database, parameter: string): TableState {
  const table = settled(database, tableNameOf(parameter));
  const status = table?.transition?.status;
  if (table === undefined || status === 'CREATING' || status === 'DELETING') {
    throw new ResourceNotFoundException('Requested resource not found');
  }
  return table;
}

export function activeIndex(table: TableState, name: string): IndexState {
  const state = table.indexes.get(name);
  if (state === undefined || state.transition?.status === 'DELETING') {
    throw new ValidationException(`The table does not have the specified index: ${name}`);
  }
  if (state.transition?.status === 'CREATING') {
    throw new ValidationException(`Cannot read from backfilling global secondary index: ${name}`);
  }
  return state;
}
