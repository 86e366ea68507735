import type { Database } from '../database.ts';
import { TransactionConflictException } from '../errors.ts';
import type { TableState } from '../storage/table-state.ts';

/** A single write that meets a transaction in progress is refused. Only a fault plan makes that happen here. */
export function refuseConflict(database: Database, table: TableState): void {
  if (!database.faults.strikes('conflict', table.name)) return;
  throw new TransactionConflictException('Transaction is ongoing for the item');
}
