import type { Consumption } from '../capacity/consumption.ts';
import { readUnits } from '../capacity/units.ts';
import type { Database } from '../database.ts';
import { project, type Projection } from '../expressions/projection.ts';
import type { Stored } from '../storage/collection.ts';
import type { EncodedKey } from '../storage/schema.ts';
import type { TableState } from '../storage/table-state.ts';
import type { Item } from '../values/types.ts';

export interface GetOne {
  readonly table: TableState;
  readonly key: EncodedKey;
  readonly consistent: boolean;
  readonly projection: Projection | undefined;
}

/** Reads one item by its key. A missing one costs the least read. */
export function getOne(
  database: Database,
  get: GetOne,
  consumption: Consumption,
): { found: Stored | undefined; item: Item | undefined } {
  const { table, key, consistent, projection } = get;
  const heat = { table, partition: key.partition, direction: 'read' } as const;
  database.faults.admit(heat);
  const found = table.store.view.read(consistent).get(key.partition, key.sort);
  const units = readUnits(found?.size ?? 0, consistent);
  database.faults.charge(heat, units);
  consumption.read(table, units);
  const item = found && projection ? project(found.item, projection) : found?.item;
  return { found, item };
}
