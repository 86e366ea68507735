import { ScanCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '@keysmith/table/clients';
import type { Door, WireRequest } from '@keysmith/table/door';
import type { Binding, CallOutcome, LearnerInstance } from './binding.ts';
import type { Clock } from './clock.ts';
import type { Tables } from '../context.ts';
import { DefinitionError, LearnerError, UnfinishedError } from '../checks/failure.ts';
import { createRecorder } from '../recorder/recorder.ts';
import type { TableLookup } from '../recorder/tables.ts';
import { Trace } from '../recorder/trace.ts';

/** One finished call of a learner's function. */
export interface Call {
  readonly name: string;
  readonly input: unknown;
  readonly outcome: CallOutcome;
  readonly trace: Trace;
}

/** What a call came to, and the requests that it made. */
export interface Run<T> {
  /** The result; absent when the function threw. */
  readonly result?: T;
  /** What the function threw; absent when it returned. */
  readonly error?: { readonly name: string; readonly message: string };
  readonly trace: Trace;
}

export interface RunOptions {
  /**
   * Is called before each request of this run reaches the table, with the request's number from 1 and the request as
   * the learner sent it. What it does happens in between, as another client's writes would; its own requests are not
   * recorded.
   */
  readonly beforeRequest?: (number: number, request: WireRequest) => Promise<void> | void;
}

/** An item as plain values, as the document client reads it. */
export type Item = Record<string, unknown>;

/** Tables made from the learner's definition, and the learner's code connected to them. */
export interface Rig {
  /** The learner's `tables` export. */
  readonly definitions: Tables;
  readonly clock: Clock;
  /** Calls a learner's function as `(context, input)` and gives its result; if it throws, the check fails. */
  call<T = unknown>(name: string, input?: unknown): Promise<T>;
  /** Calls a learner's function and tells everything: result or error, and the requests. */
  run<T = unknown>(name: string, input?: unknown, options?: RunOptions): Promise<Run<T>>;
  /** Every item of a table, read past the recorder. For looking at what is stored, whatever its layout. */
  items(table?: string): Promise<Item[]>;
  /** Writes items past the learner's code and the recorder: the state that an exercise starts from. */
  write(table: string, items: readonly Item[]): Promise<void>;
}

export interface RigParts {
  readonly binding: Binding;
  readonly door: Door;
  readonly definitions: Tables;
  readonly names: Readonly<Record<string, string>>;
  readonly lookup: TableLookup;
  readonly clock: Clock;
  /** Rising numbers for `newId`, shared by all clients of the rig. */
  readonly nextId: () => string;
  readonly onCall: (call: Call) => void;
}

export function createRig(parts: RigParts): Rig {
  let instance: Promise<LearnerInstance> | undefined;
  const plainClient = documentClient(parts.door);

  const run = async <T>(name: string, input?: unknown, options: RunOptions = {}): Promise<Run<T>> => {
    instance ??= parts.binding.instance();
    const interludes = withInterludes(parts.door, options.beforeRequest);
    const recorder = createRecorder(interludes, parts.lookup);
    const outcome = await (await instance).call(name, clientSetup(parts, recorder), input);
    const unfinished = await recorder.settle();
    const trace = new Trace([...recorder.requests]);
    parts.onCall({ name, input, outcome, trace });
    if (interludes.failure !== undefined) throw interludes.failure.error;
    // A function that throws may leave requests behind, as Promise.all does; one that returns may not.
    if (unfinished.length > 0 && !('error' in outcome)) throw new UnfinishedError(name, unfinished);
    return 'error' in outcome ? { error: outcome.error, trace } : { result: outcome.value as T, trace };
  };

  return {
    definitions: parts.definitions,
    clock: parts.clock,
    run,
    async call<T>(name: string, input?: unknown) {
      const { error, result } = await run<T>(name, input);
      if (error !== undefined) throw new LearnerError(name, error);
      return result as T;
    },
    items: (table = 'main') => scanAll(plainClient, realName(parts, table)),
    write: (table, items) => writeAll(plainClient, realName(parts, table), items),
  };
}

function clientSetup(parts: RigParts, door: Door) {
  return {
    door,
    tables: parts.names,
    now: () => parts.clock.now(),
    newId: parts.nextId,
    sleep: (milliseconds: number) => {
      parts.clock.advance(milliseconds);
      return Promise.resolve();
    },
  };
}

/** A door with interludes. What went wrong in one is kept, since the learner's code may swallow it. */
interface Interludes extends Door {
  readonly failure: { readonly error: unknown } | undefined;
}

function withInterludes(door: Door, beforeRequest: RunOptions['beforeRequest']): Interludes {
  let number = 0;
  let failure: { error: unknown } | undefined;
  return {
    get failure() {
      return failure;
    },
    async send(request) {
      number += 1;
      try {
        await beforeRequest?.(number, request);
      } catch (error) {
        failure ??= { error };
        throw error;
      }
      return door.send(request);
    },
  };
}

function realName(parts: RigParts, table: string): string {
  const name = parts.names[table];
  if (name !== undefined) return name;
  const known = Object.keys(parts.names).join(', ');
  throw new DefinitionError(`table.ts defines no table named "${table}"; it defines: ${known}.`);
}

type PlainClient = ReturnType<typeof documentClient>;

async function scanAll(client: PlainClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true, ...(start ? { ExclusiveStartKey: start } : {}) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

const BATCH_WRITE_MAX = 25;

async function writeAll(client: PlainClient, table: string, items: readonly Item[]): Promise<void> {
  for (let i = 0; i < items.length; i += BATCH_WRITE_MAX) {
    const puts = items.slice(i, i + BATCH_WRITE_MAX).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems = {} } = await client
      .send(new BatchWriteCommand({ RequestItems: { [table]: puts } }))
      .catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'ValidationException') throw error;
        throw new DefinitionError(`The items that are already there do not fit the table: ${error.message}`);
      });
    if (Object.keys(UnprocessedItems).length > 0)
      throw new Error(`the table left items of ${table} unwritten`);
  }
}
