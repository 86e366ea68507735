import type { Engine } from '../engine.ts';
import { DynamoError, InternalServerError, SerializationException } from '../errors.ts';
import { ReplyLostError } from '../faults/plan.ts';
import type { JsonObject } from '../values/types.ts';

/** A reply of DynamoDB's JSON protocol before it is written. The body shares parts with the table: serialise it, change nothing. */
export interface WireAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Carries out one operation and turns errors into answers. Throws only `ReplyLostError`: there is no answer then. */
export function answer(engine: Engine, operation: string, input: unknown): WireAnswer {
  try {
    return { status: 200, body: engine.executeShared(operation, input) };
  } catch (error) {
    if (error instanceof ReplyLostError) throw error;
    const known = error instanceof DynamoError ? error : new InternalServerError(String(error));
    return { status: known.status, body: known.toBody() };
  }
}

/** The same from the protocol's header and text. `target` is `DynamoDB_20120810.GetItem` and the like. */
export function answerText(engine: Engine, target: string | undefined, text: string): WireAnswer {
  const operation = target?.slice(target.indexOf('.') + 1) ?? '';
  let input: unknown;
  try {
    input = text === '' ? {} : JSON.parse(text);
  } catch {
    const error = new SerializationException('Could not parse request body');
    return { status: error.status, body: error.toBody() };
  }
  return answer(engine, operation, input);
}
