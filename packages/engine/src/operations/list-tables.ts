import { settled } from '../database.ts';
import { integer, type Shape } from '../validation/shape.ts';
import type { JsonObject } from '../values/types.ts';
import { operation } from './operation.ts';

interface Input {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

const NAMES_MAX = 100;
const shape: Shape = {
  ExclusiveStartTableName: { type: 'string', min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+' },
  Limit: { ...integer, min: 1, max: NAMES_MAX },
};

export const listTables = operation<Input>(shape, (database, input) => {
  const names = [...database.tables.keys()].filter((name) => settled(database, name) !== undefined).sort();
  const start = input.ExclusiveStartTableName ?? '';
  const rest = names.filter((name) => name > start);
  const TableNames = rest.slice(0, input.Limit ?? NAMES_MAX);
  const reply: JsonObject = { TableNames };
  if (TableNames.length < rest.length) reply['LastEvaluatedTableName'] = TableNames[TableNames.length - 1];
  return reply;
});
