import type { TableDoor } from '@keysmith/table/server';
import { switchOnTimeToLive } from '@keysmith/table/time-to-live';
import type { Tables } from '../context.ts';

/**
 * Switches on the time to live that definitions ask for. On the embedded engine only, where `rig.expireDue` says when
 * items go: another table would delete them by its own clock in the middle of a check, since virtual time is not its.
 *
 * @throws {TableError} when the service refuses a specification.
 */
export async function enableTimeToLive(
  door: TableDoor,
  definitions: Tables,
  names: Readonly<Record<string, string>>,
): Promise<void> {
  if (door.engine !== undefined) await switchOnTimeToLive(door, definitions, names);
}
