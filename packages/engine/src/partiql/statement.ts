import type { Condition, Operand, Path, UpdateAction } from '../expressions/ast.ts';
import type { AttributeValue, Item } from '../values/types.ts';

/** A PartiQL statement, with its parameters filled in, in the terms of the engine's expressions. */
export interface Target {
  readonly table: string;
  readonly index: string | undefined;
}

export interface Select {
  readonly kind: 'select';
  readonly target: Target;
  /** Undefined for `*`. */
  readonly paths: readonly Path[] | undefined;
  readonly where: Condition | undefined;
  readonly descending: boolean;
}

export interface Insert {
  readonly kind: 'insert';
  readonly target: Target;
  readonly item: Item;
}

/** Which values a RETURNING clause shows. */
export type Returning = 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW';

export interface Update {
  readonly kind: 'update';
  readonly target: Target;
  readonly actions: readonly UpdateAction[];
  readonly where: Condition | undefined;
  readonly returning: Returning | undefined;
}

export interface Delete {
  readonly kind: 'delete';
  readonly target: Target;
  readonly where: Condition | undefined;
  readonly returning: Returning | undefined;
}

/** `EXISTS (SELECT …)`, in transactions only: a condition check. */
export interface Exists {
  readonly kind: 'exists';
  readonly select: Select;
}

export type Statement = Select | Insert | Update | Delete | Exists;

export function literalOperand(value: AttributeValue): Operand {
  return { kind: 'value', name: '?', value };
}
