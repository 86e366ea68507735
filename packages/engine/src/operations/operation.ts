import type { Database } from '../database.ts';
import type { JsonObject } from '../values/types.ts';
import type { Shape } from '../validation/shape.ts';

/** One operation: what its request looks like, and what it does. */
export interface Operation {
  readonly shape: Shape;
  run(database: Database, input: JsonObject): JsonObject;
}

/** An operation whose input has a type. The shape makes the type true before `run` is called. */
export function operation<Input>(
  shape: Shape,
  run: (database: Database, input: Input) => JsonObject,
): Operation {
  return { shape, run: (database, input) => run(database, input as Input) };
}
