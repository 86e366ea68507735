import type { TimeToLiveSpecification } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from './definitions.ts';
import type { Door } from './door.ts';
import { TableError } from './errors.ts';

/**
 * A definition that says when its items expire. The API sets that with a request of its own (UpdateTimeToLive); here it
 * stands beside the rest, as it does in a CloudFormation template.
 */
export interface ExpiringDefinition extends TableDefinition {
  readonly TimeToLiveSpecification?: TimeToLiveSpecification;
}

export type ExpiringDefinitions = Readonly<Record<string, ExpiringDefinition>>;

/** The definitions as CreateTable takes them. */
export function withoutTimeToLive(
  definitions: ExpiringDefinitions,
): Readonly<Record<string, TableDefinition>> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { TimeToLiveSpecification: _own, ...definition }]) => [
      name,
      definition,
    ]),
  );
}

/**
 * Switches on the time to live that definitions ask for, once their tables are there.
 *
 * @throws {TableError} 'table.bad-definition' with the service's own sentence when it refuses a specification.
 */
export async function switchOnTimeToLive(
  door: Door,
  definitions: ExpiringDefinitions,
  names: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, { TimeToLiveSpecification }] of Object.entries(definitions)) {
    if (!TimeToLiveSpecification?.Enabled) continue;
    const { AttributeName = null, Enabled } = TimeToLiveSpecification;
    const { status, body } = await door.send({
      operation: 'UpdateTimeToLive',
      input: { TableName: names[name] ?? name, TimeToLiveSpecification: { AttributeName, Enabled } },
    });
    if (status < 400) continue;
    const sentence = String(body['message'] ?? body['__type']);
    throw new TableError(
      'table.bad-definition',
      `The time to live of the table "${name}" was refused: ${sentence}`,
    );
  }
}
