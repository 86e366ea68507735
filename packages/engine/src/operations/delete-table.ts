import { describedTable, settled } from '../database.ts';
import { ResourceInUseException, ValidationException } from '../errors.ts';
import { describeTable } from '../tables/describe.ts';
import { tableName } from '../validation/shape.ts';
import { operation } from './operation.ts';

export const deleteTable = operation<{ TableName: string }>({ TableName: tableName }, (database, input) => {
  const table = describedTable(database, input.TableName);
  if (table.transition !== undefined) {
    const what =
      table.transition.status === 'CREATING'
        ? 'created'
        : table.transition.status === 'DELETING'
          ? 'deleted'
          : 'updated';
    throw new ResourceInUseException(
      `Attempt to change a resource which is still in use: Table is being ${what}: ${table.name}`,
    );
  }
  if (table.deletionProtection) {
    throw new ValidationException(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  const now = database.clock.now();
  table.transition = { status: 'DELETING', untilMs: now + database.transitionMs };
  if (table.stream !== undefined) table.stream.closedMs ??= now;
  const TableDescription = describeTable(table);
  settled(database, table.name);
  return { TableDescription };
});
