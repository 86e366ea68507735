import { describedTable } from '../database.ts';
import { describeTable as description } from '../tables/describe.ts';
import { tableName } from '../validation/shape.ts';
import { operation } from './operation.ts';

export const describeTable = operation<{ TableName: string }>(
  { TableName: tableName },
  (database, input) => ({
    Table: description(describedTable(database, input.TableName)),
  }),
);
