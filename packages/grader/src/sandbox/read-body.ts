import type { JsonObject } from '@keysmith/table';
import { CodecError, decode, MalformedError, type Json, type ThrownError } from '@keysmith/instruments/host';
import { LoadError, type LoadErrorCode } from '../loader/load-error.ts';

/** A body that the jail's own program would not have written. */
export class ForgedError extends Error {
  override readonly name = 'ForgedError';
}

const TEXT_LENGTH_MAX = 2001;
const LOAD_CODES: readonly LoadErrorCode[] = ['syntax', 'import', 'load'];

/**
 * A body as an object, with nothing in it believed.
 *
 * @throws {ForgedError}
 */
export function objectIn(body: Buffer): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new ForgedError('a body that is no JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new ForgedError('a body that is no object');
}

/** A member of that name itself has; a key such as `__proto__` is a key and nothing else. */
function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function textIn(object: JsonObject, name: string): string {
  const text = own(object, name);
  if (typeof text !== 'string') throw new ForgedError(`"${name}" that is no text`);
  return text.slice(0, TEXT_LENGTH_MAX);
}

export function partIn(object: JsonObject, name: string): JsonObject | undefined {
  const part = own(object, name);
  if (part === undefined) return undefined;
  if (typeof part === 'object' && part !== null && !Array.isArray(part)) return part as JsonObject;
  throw new ForgedError(`"${name}" that is no object`);
}

/** @throws {ForgedError | MalformedError} */
export function valueIn(object: JsonObject): unknown {
  return decode(own(object, 'value') as Json);
}

export function has(object: JsonObject, name: string): boolean {
  return own(object, name) !== undefined;
}

export function thrownIn(object: JsonObject, files: readonly string[]): ThrownError {
  const place = own(object, 'place');
  const isPlace = typeof place === 'string' && /^[\w.-]+:\d{1,7}:\d{1,7}$/.test(place);
  return {
    name: textIn(object, 'name'),
    message: textIn(object, 'message'),
    ...(isPlace && files.includes(place.split(':')[0] as string) ? { place } : {}),
  };
}

export function uncrossableIn(object: JsonObject): { path: string; found: string } {
  return { path: textIn(object, 'path'), found: textIn(object, 'found') };
}

export function loadErrorIn(object: JsonObject): LoadError {
  const code = LOAD_CODES.find((each) => each === textIn(object, 'code'));
  if (code === undefined) throw new ForgedError('a fault of no kind');
  return new LoadError(code, textIn(object, 'place'), textIn(object, 'text'));
}

/** Nobody nests deeper, and recursive code must not meet it. */
const REQUEST_DEPTH_MAX = 200;

/** Whether a request, whose text is the body, can be walked by recursion. One with few brackets cannot be deep. */
export function isShallow(request: unknown, body: Buffer): boolean {
  if (openings(body) < REQUEST_DEPTH_MAX) return true;
  let level: unknown[] = [request];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > REQUEST_DEPTH_MAX) return false;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return true;
}

const BRACKET = 0x5b;
const BRACE = 0x7b;

function openings(body: Buffer): number {
  let count = 0;
  for (let at = 0; at < body.length; at += 1) if (body[at] === BRACKET || body[at] === BRACE) count += 1;
  return count;
}

/** Whether an error says that a body was not in order. */
export function isForged(error: unknown): error is Error {
  return error instanceof ForgedError || error instanceof MalformedError;
}

/** @throws {CodecError} as the jail's own codec threw it */
export function throwUncrossable(answer: JsonObject): void {
  const uncrossable = partIn(answer, 'uncrossable');
  if (uncrossable === undefined) return;
  const { path, found } = uncrossableIn(uncrossable);
  throw new CodecError(path, found);
}
