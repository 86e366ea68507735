import { createHash } from 'node:crypto';
import { createEngine, DynamoError } from '@keysmith/engine';
import type { Engine, JsonObject } from '@keysmith/engine';
import { partiql } from '@keysmith/engine/partiql';
import { brokenRequestFrom } from './breaking.ts';
import { chanceFrom } from './chance.ts';
import { definition, itemFrom } from './requests.ts';
import type { Request } from './requests.ts';

/** What a run has seen. A fault ends it with a `FuzzFault` instead. */
export interface FuzzTally {
  readonly requests: number;
  readonly refused: number;
  readonly accepted: number;
  /** How often each exception was the answer. */
  readonly exceptions: Readonly<Record<string, number>>;
  /** Milliseconds of processor time of the slowest request, and which one it was. */
  readonly slowestMs: number;
  readonly slowest: string;
}

/** The engine did what it must never do. The message has the seed, the number of the request, and the request. */
export class FuzzFault extends Error {
  override readonly name = 'FuzzFault';
}

export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  /** Told the number of each request before it is sent, for a watchdog that looks for a hang. */
  readonly progress?: (number: number) => void;
  /** Makes the engine under test. */
  readonly makeEngine?: (seed: number) => Engine;
}

/** The most processor time that one request may take, in milliseconds: the largest hold a megabyte. */
const requestMsMax = 1000;
/** A database that grew beyond this many characters of JSON is replaced by a new one. */
const stateCharsMax = 60_000;
const operationsThatRead = /^(?:Get|BatchGet|Query|Scan|TransactGet|Describe|List)/;

/** A clock that moves a little with each request, so that a run does not depend on the time of day. */
function steadyClock() {
  let ms = Date.UTC(2026, 0, 1);
  return { now: () => (ms += 1) };
}

/** Sends broken requests to an engine and looks at each answer and at what it left behind. */
export function fuzz({ seed, requests, progress, makeEngine = ownEngine }: FuzzOptions): FuzzTally {
  const exceptions: Record<string, number> = {};
  const fresh = (from: number) => filled(makeEngine(from), from);
  let database = fresh(seed);
  let accepted = 0;
  let slowestMs = 0;
  let slowest = '';
  for (let number = 0; number < requests; number += 1) {
    progress?.(number);
    const request = brokenRequestFrom(chanceFrom(Math.imul(seed, 0x9e3779b1) + number));
    const begin = process.cpuUsage();
    const outcome = send(database.engine, request);
    const { user, system } = process.cpuUsage(begin);
    const tookMs = (user + system) / 1000;
    if (tookMs > slowestMs) [slowestMs, slowest] = [tookMs, shown(request)];
    const fault = faultOf(request, outcome, { tookMs, database });
    if (fault !== undefined)
      throw new FuzzFault(`${fault} Seed ${seed}, request ${number}: ${shown(request)}`);
    if ('error' in outcome) {
      const name = (outcome.error as Error).name;
      exceptions[name] = (exceptions[name] ?? 0) + 1;
    } else {
      accepted += 1;
      database = refreshed(database) ?? fresh(seed + number);
    }
  }
  return { requests, accepted, refused: requests - accepted, exceptions, slowestMs, slowest };
}

interface Database {
  readonly engine: Engine;
  /** A digest of everything that is stored. */
  readonly digest: string;
}

type Outcome = { readonly reply: JsonObject } | { readonly error: unknown };

function send(engine: Engine, { operation, input }: Request): Outcome {
  try {
    return { reply: engine.execute(operation, input) };
  } catch (error) {
    return { error };
  }
}

/** What is wrong with the engine's answer, or undefined. */
function faultOf(
  { operation }: Request,
  outcome: Outcome,
  { tookMs, database }: { tookMs: number; database: Database },
): string | undefined {
  if (tookMs > requestMsMax) return `It took ${tookMs} ms.`;
  if ('error' in outcome) {
    const { error } = outcome;
    if (!(error instanceof DynamoError) || error.status !== 400) {
      return `It was answered by no exception of DynamoDB: ${String(error instanceof Error ? error.stack : error)}`;
    }
    if (error.message === '') return `The ${error.name} says nothing.`;
    // Long sentences repeat parts of the request; the service does so too, but not without end.
    if (JSON.stringify(error.toBody()).length > 4_000_000) return 'The answer has more than 4 MB.';
  } else {
    JSON.stringify(outcome.reply);
    if (!operationsThatRead.test(operation)) return undefined;
  }
  return digestOf(database.engine) === database.digest ? undefined : 'It altered data.';
}

function ownEngine(seed: number): Engine {
  return createEngine({ seed, clock: steadyClock(), operations: partiql });
}

function filled(engine: Engine, seed: number): Database {
  engine.execute('CreateTable', definition);
  const chance = chanceFrom(seed);
  for (let item = 0; item < 10; item += 1) {
    engine.execute('PutItem', { TableName: definition['TableName'], Item: itemFrom(chance) });
  }
  return { engine, digest: digestOf(engine) };
}

/** The database with its new digest after an accepted request; undefined if its table is gone or it has grown. */
function refreshed({ engine }: Database): Database | undefined {
  const text = contentsOf(engine);
  const isUsable = text.length < stateCharsMax && text.includes(`"${String(definition['TableName'])}"`);
  return isUsable ? { engine, digest: hashOf(text) } : undefined;
}

function digestOf(engine: Engine): string {
  return hashOf(contentsOf(engine));
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

/** Every table's description and items, and every index's items, as text. */
function contentsOf(engine: Engine): string {
  const parts: unknown[] = [];
  const names = engine.execute('ListTables', {})['TableNames'] as readonly string[];
  for (const TableName of names) {
    const { Table } = engine.execute('DescribeTable', { TableName }) as { Table: Description };
    parts.push(TableName, Table, engine.execute('DescribeTimeToLive', { TableName }));
    const indexes = [...(Table.GlobalSecondaryIndexes ?? []), ...(Table.LocalSecondaryIndexes ?? [])];
    for (const IndexName of [undefined, ...indexes.map((index) => index.IndexName)]) {
      parts.push(IndexName, ...allItems(engine, { TableName, IndexName }));
    }
  }
  return JSON.stringify(parts);
}

interface Description {
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string }[];
  readonly LocalSecondaryIndexes?: readonly { readonly IndexName: string }[];
}

function* allItems(engine: Engine, place: JsonObject): Generator<unknown> {
  let start: unknown;
  do {
    const page = engine.execute('Scan', { ...place, ExclusiveStartKey: start });
    yield page['Items'];
    start = page['LastEvaluatedKey'];
  } while (start !== undefined);
}

function shown({ operation, input }: Request): string {
  const text = JSON.stringify(input) ?? String(input);
  return `${operation} ${text.length > 2000 ? `${text.slice(0, 2000)}… (${text.length} characters)` : text}`;
}
