import { activeTable, type Database } from '../database.ts';
import { ValidationException } from '../errors.ts';
import type { Condition } from '../expressions/ast.ts';
import { project, projectionOf } from '../expressions/projection.ts';
import { applyUpdate } from '../expressions/update.ts';
import { keyItem } from '../storage/schema.ts';
import { stored } from '../storage/table.ts';
import { newBag } from '../values/bag.ts';
import type { Item } from '../values/types.ts';
import { checkItemSize, type PreparedWrite, type WriteResult } from '../writes/prepared.ts';
import type { Delete, Exists, Insert, Returning, Update } from './statement.ts';
import { allOf, conjuncts, keyedWhere } from './where.ts';

/** Data-changing statements as the writes that the other operations make. */
export type WriteStatement = Insert | Update | Delete | Exists;

function words(returning: Returning): string {
  return returning.replace('_', ' ').replace('UPDATED', 'MODIFIED');
}

function exists(schema: { hash: readonly { name: string }[] }): Condition {
  return { kind: 'call', name: 'attribute_exists', args: [{ kind: 'path', steps: [schema.hash[0]!.name] }] };
}

export function prepareStatement(database: Database, statement: WriteStatement): PreparedWrite {
  const { index } = statement.kind === 'exists' ? statement.select.target : statement.target;
  if (index !== undefined) throw new ValidationException('Only SELECT statements can name an index');
  switch (statement.kind) {
    case 'insert':
      return prepareInsert(database, statement);
    case 'update':
      return prepareUpdate(database, statement);
    case 'delete': {
      const { target, where, returning } = statement;
      if (returning !== undefined && returning !== 'ALL_OLD') {
        throw new ValidationException(
          `Invalid returning clause: RETURNING ${words(returning)} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
        );
      }
      return { ...named(database, target.table, where), next: () => undefined };
    }
    case 'exists': {
      const { target, where } = statement.select;
      const check = named(database, target.table, where);
      if (check.condition === undefined) {
        throw new ValidationException('EXISTS() must contain a single item read with additional condition');
      }
      const condition = allOf([exists(check.table.schema), ...conjuncts(check.condition)])!;
      return { ...check, condition, next: (before) => before };
    }
  }
}

function named(
  database: Database,
  tableName: string,
  where: Condition | undefined,
): Omit<PreparedWrite, 'next'> {
  const table = activeTable(database, tableName);
  const { key, keyItem: attributes, rest } = keyedWhere(table.schema, where);
  return { table, key, keyItem: attributes, condition: rest, returnsOnFailure: false };
}

/** INSERT never replaces: the condition that nothing is there fails as DuplicateItemException. */
function prepareInsert(database: Database, { target, item }: Insert): PreparedWrite {
  const table = activeTable(database, target.table);
  const next = stored(item);
  checkItemSize(next.size, 'Item size has exceeded the maximum allowed size');
  return {
    table,
    key: table.keyOf(item),
    keyItem: keyItem(table.schema, item, newBag()),
    condition: { kind: 'not', operand: exists(table.schema) },
    returnsOnFailure: false,
    judge: () => table.store.checkIndexKeys(item),
    next: () => next,
  };
}

/** UPDATE never creates: the item must be there. */
function prepareUpdate(database: Database, { target, actions, where }: Update): PreparedWrite {
  const write = named(database, target.table, where);
  const { table } = write;
  const keys = new Set([...table.schema.hash, ...table.schema.range].map(({ name }) => name));
  const path = actions.find((action) => keys.has(action.path.steps[0] as string))?.path;
  if (path !== undefined) {
    throw new ValidationException(
      `One or more parameter values were invalid: Cannot update attribute ${path.steps[0]}. This attribute is part of the key`,
    );
  }
  return {
    ...write,
    condition: allOf([exists(table.schema), ...conjuncts(write.condition)])!,
    next: (before) => {
      const next = stored(applyUpdate(before!.item, actions));
      table.store.checkIndexKeys(next.item);
      checkItemSize(next.size, 'Item size to update has exceeded the maximum allowed size');
      return next;
    },
  };
}

/** What a RETURNING clause shows of a write that was done. */
export function returnedItems(statement: WriteStatement, result: WriteResult): Item[] | undefined {
  const returning: Returning | undefined = 'returning' in statement ? statement.returning : undefined;
  if (returning === undefined) return undefined;
  const side = returning.endsWith('OLD') ? result.before : result.after;
  if (side === undefined) return [];
  if (returning.startsWith('ALL') || statement.kind !== 'update') return [side.item];
  return [project(side.item, projectionOf(statement.actions.map((action) => action.path)))];
}
