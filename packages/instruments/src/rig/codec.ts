/**
 * The one codec that inputs, results and errors cross, in every host and in process too, so that a
 * design behaves the same beside the checks, in the page's worker and behind a process boundary.
 * It carries JSON's shapes plus Set, Uint8Array, bigint and undefined; anything else is a named failure.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Deeper values than this are refused: DynamoDB itself stops at 32 levels. */
const DEPTH_MAX = 64;

/** A value that the codec does not carry; `path` says where it stands. */
export class CodecError extends Error {
  readonly path: string;
  readonly found: string;

  constructor(path: string, found: string) {
    super(
      `${path} is ${found}. Inputs and results are plain data: strings, finite numbers, booleans, null, ` +
        'arrays, plain objects, Set, Uint8Array and bigint.',
    );
    this.name = 'CodecError';
    this.path = path;
    this.found = found;
  }
}

/** Turns a value into JSON; `path` names the value in errors, such as "the result of listMembers". */
export function encode(value: unknown, path: string): Json {
  return encodeAt(value, { path, around: [], steps: [] });
}

/** Where the encoder is. The way is put into words only for an error: nearly every value crosses without one. */
interface Position {
  readonly path: string;
  /** The objects that the value stands in, from the outermost on … */
  readonly around: object[];
  /** … and the step into each: ".name", "[3]", "{3}". */
  readonly steps: (readonly [before: string, key: string | number, after: string])[];
}

function refusal({ path, steps }: Position, found: string): CodecError {
  return new CodecError(path + steps.map((step) => step.join('')).join(''), found);
}

function encodeAt(value: unknown, at: Position): Json {
  if (at.around.length > DEPTH_MAX) throw refusal(at, `nested deeper than ${DEPTH_MAX} levels`);
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw refusal(at, `the number ${value}`);
      // JSON knows no negative zero, so no host may.
      return value === 0 ? 0 : value;
    case 'bigint':
      return { $bigint: value.toString() };
    case 'undefined':
      return { $undefined: true };
    case 'object':
      return value === null ? null : encodeObject(value, at);
    default:
      throw refusal(at, `a ${typeof value}`);
  }
}

function encodeObject(value: object, at: Position): Json {
  // Found at once: something that contains itself twice would take for ever to reach the limit.
  if (at.around.includes(value)) throw refusal(at, 'an object that contains itself');
  at.around.push(value);
  const json = encodeMembers(value, at);
  at.around.pop();
  return json;
}

function encodeMembers(value: object, at: Position): Json {
  const inside = (member: unknown, ...step: Position['steps'][number]): Json => {
    at.steps.push(step);
    const json = encodeAt(member, at);
    at.steps.pop();
    return json;
  };
  // Array.from turns the holes of a sparse array into undefined, which JSON's null would not be.
  if (Array.isArray(value)) return Array.from(value, (item, i) => inside(item, '[', i, ']'));
  if (value instanceof Set) return { $set: [...value].map((item, i) => inside(item, '{', i, '}')) };
  if (value instanceof Uint8Array) return { $bytes: Array.from(value) };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    const name = (value.constructor as { name?: string } | undefined)?.name ?? 'class instance';
    throw refusal(at, `a ${name}`);
  }
  const entries: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    // An absent member and an undefined one mean the same to JSON, and to DynamoDB's document client.
    if (member !== undefined) entries.push([key, inside(member, '.', key, '')]);
  }
  // A learner's own "$set" member must not be mistaken for ours.
  if (entries.some(([key]) => key.startsWith('$'))) return { $object: entries };
  return fromEntries(entries);
}

/** JSON that `encode` did not make: somebody else wrote it. */
export class MalformedError extends Error {
  constructor(what: string) {
    super(`not in the form in which values cross: ${what}`);
    this.name = 'MalformedError';
  }
}

/** Numbers of more digits would take the decoder longer than they are worth. */
const DIGITS_MAX = 100_000;

/**
 * Turns JSON made by `encode` back into a value that shares nothing with the original.
 *
 * @throws {MalformedError} for anything that `encode` would not have made, since the JSON may come from hostile code.
 */
export function decode(json: Json): unknown {
  return decodeAt(json, 0);
}

function decodeAt(json: Json, depth: number): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (depth > DEPTH_MAX) throw new MalformedError(`nested deeper than ${DEPTH_MAX} levels`);
  const inside = (member: Json): unknown => decodeAt(member, depth + 1);
  if (Array.isArray(json)) return json.map(inside);
  const keys = Object.keys(json);
  const [tag = ''] = keys;
  if (!tag.startsWith('$')) return fromEntries(keys.map((key) => [key, inside(json[key] as Json)]));
  if (keys.length > 1) throw new MalformedError(`"${tag.slice(0, 20)}" beside other members`);
  return decodeTagged(tag, json[tag] as Json, inside);
}

function decodeTagged(tag: string, content: Json, inside: (member: Json) => unknown): unknown {
  switch (tag) {
    case '$bigint':
      if (typeof content !== 'string' || content.length > DIGITS_MAX || !/^-?\d+$/.test(content))
        throw new MalformedError('$bigint without an integer');
      return BigInt(content);
    case '$undefined':
      return undefined;
    case '$set':
      return new Set(listIn(tag, content).map(inside));
    case '$bytes':
      return Uint8Array.from(listIn(tag, content).map(byteOf));
    case '$object':
      return fromEntries(listIn(tag, content).map((entry) => memberOf(entry, inside)));
    default:
      throw new MalformedError(`"${tag.slice(0, 20)}", which means nothing`);
  }
}

function listIn(tag: string, content: Json): Json[] {
  if (Array.isArray(content)) return content;
  throw new MalformedError(`${tag} without a list`);
}

function byteOf(value: Json): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255) return value;
  throw new MalformedError('$bytes with something that is no byte');
}

function memberOf(entry: Json, inside: (member: Json) => unknown): [string, unknown] {
  const [key, member] = Array.isArray(entry) && entry.length === 2 ? entry : [];
  if (typeof key !== 'string') throw new MalformedError('$object with something that is no member');
  return [key, inside(member as Json)];
}

/** A key named `__proto__` is a key and nothing else; to define every member so would be slow. */
function fromEntries<T>(entries: readonly (readonly [string, T])[]): { [key: string]: T } {
  const object: { [key: string]: T } = {};
  for (const [key, value] of entries) {
    if (key === '__proto__')
      Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
    else object[key] = value;
  }
  return object;
}

/** A copy of the value as the other side of a boundary would receive it. */
export function cross(value: unknown, path: string): unknown {
  return decode(encode(value, path));
}
