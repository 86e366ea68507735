import type { TableDoor } from '@keysmith/table/server';
import { DefinitionError } from '../checks/failure.ts';
import type { Tables } from '../context.ts';

/** The definitions as CreateTable takes them: time to live is a request of its own, once the table is there. */
export function withoutTimeToLive(definitions: Tables): Tables {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { TimeToLiveSpecification: _own, ...definition }]) => [
      name,
      definition,
    ]),
  );
}

/**
 * Switches on the time to live that definitions ask for. On the embedded engine only, where `rig.expireDue` says when
 * items go: another table would delete them by its own clock in the middle of a check, since virtual time is not its.
 *
 * @throws {DefinitionError} when the service refuses a specification.
 */
export async function enableTimeToLive(
  door: TableDoor,
  definitions: Tables,
  names: Readonly<Record<string, string>>,
): Promise<void> {
  if (door.engine === undefined) return;
  for (const [name, { TimeToLiveSpecification }] of Object.entries(definitions)) {
    if (!TimeToLiveSpecification?.Enabled) continue;
    const { AttributeName = null, Enabled } = TimeToLiveSpecification;
    const { status, body } = await door.send({
      operation: 'UpdateTimeToLive',
      input: { TableName: names[name] ?? name, TimeToLiveSpecification: { AttributeName, Enabled } },
    });
    if (status >= 400)
      throw new DefinitionError(
        `DynamoDB refuses the time to live of the table "${name}": ${String(body['message'])}`,
      );
  }
}
