import type { Door } from '@keysmith/table/door';
import type { WireRequest } from '@keysmith/table/door';
import { LearnerError, UnfinishedError } from '../checks/failure.ts';
import { createRecorder } from '../recorder/recorder.ts';
import type { TableLookup } from '../recorder/tables.ts';
import { Trace, type RecordedRequest } from '../recorder/trace.ts';
import type { Random } from '../random.ts';
import type { Binding, CallOutcome, ClientSetup, LearnerInstance } from './binding.ts';
import { callDoor, type CallDoor } from './call-door.ts';
import type { Clock } from './clock.ts';
import type { IdSource } from './identifiers.ts';
import { withInterludes } from './interludes.ts';

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

/** One copy of the learner's modules with a client of its own: what runs on one server, or in one Lambda. */
export interface Client {
  /** Stands in messages: "client A". */
  readonly name: string;
  /** Calls a learner's function as `(context, input)` and gives its result; if it throws, the check fails. */
  call<T = unknown>(name: string, input?: unknown): Promise<T>;
  /** Calls a learner's function and tells everything: result or error, and the requests. */
  run<T = unknown>(name: string, input?: unknown, options?: RunOptions): Promise<Run<T>>;
}

export interface ClientOptions {
  readonly name?: string;
  /** The learner's file that the functions come from, where two versions of a data layer run side by side. */
  readonly from?: string;
}

/** What an instrument puts between a client and the table, or wants to be told of. */
export interface Attachments {
  /** Stands in front of the recorder: what it holds back or refuses has not reached the table. */
  readonly through?: (door: Door) => Door;
  /** Takes the place of "time passes at once". */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly onCall?: (name: string, input: unknown) => void;
  readonly onReturn?: (call: Call) => void;
  readonly onRequest?: (request: RecordedRequest) => void;
}

/** What all clients of a rig share. */
export interface ClientParts {
  readonly binding: Binding;
  readonly door: Door;
  readonly names: Readonly<Record<string, string>>;
  readonly lookup: TableLookup;
  readonly clock: Clock;
  readonly random: Random;
  readonly onCall: (call: Call) => void;
}

export interface ClientIdentity extends ClientOptions {
  readonly newId: IdSource;
}

export function createClient(
  parts: ClientParts,
  identity: ClientIdentity,
  attachments: Attachments = {},
): Client {
  let instance: Promise<LearnerInstance> | undefined;
  const sleep = attachments.sleep ?? passTime(parts.clock);
  const setup = (door: CallDoor): ClientSetup => ({
    door,
    tables: parts.names,
    now: () => parts.clock.now(),
    newId: identity.newId,
    async sleep(milliseconds) {
      await door.slept();
      await sleep(milliseconds);
    },
    chance: () => parts.random.fraction(),
  });
  const run = async <T>(name: string, input?: unknown, options: RunOptions = {}): Promise<Run<T>> => {
    instance ??= parts.binding.instance(identity.from, identity.name);
    const recorder = createRecorder(parts.door, parts.lookup, attachments.onRequest);
    const interludes = withInterludes(attachments.through?.(recorder) ?? recorder, options.beforeRequest);
    const door = callDoor(interludes, name, { turn: () => parts.binding.turn() });
    const loaded = await instance;
    attachments.onCall?.(name, input);
    const called = settled(loaded.call(name, setup(door), input), door);
    const ending = await Promise.race([called, door.endless]);
    const { unanswered, ...outcome } = ending;
    const unfinished = await door.settle(unanswered);
    const call = { name, input, outcome, trace: new Trace([...recorder.requests]) };
    parts.onCall(call);
    attachments.onReturn?.(call);
    if (interludes.failure !== undefined) throw interludes.failure.error;
    return runOf<T>(call, unfinished);
  };
  return {
    name: identity.name ?? '',
    run,
    async call<T>(name: string, input?: unknown) {
      const { error, result } = await run<T>(name, input);
      if (error !== undefined) throw new LearnerError(name, error);
      return result as T;
    },
  };
}

/**
 * What code begins and does not wait for belongs to its call, also where its result is none, as a promise in a list is:
 * the tables must not go away below it.
 */
function settled<T>(call: Promise<T>, door: CallDoor): Promise<T> {
  return call.catch(async (error: unknown) => {
    await door.settle();
    throw error;
  });
}

function passTime(clock: Clock) {
  return (milliseconds: number): Promise<void> => {
    clock.advance(milliseconds);
    return Promise.resolve();
  };
}

function runOf<T>({ name, outcome, trace }: Call, unfinished: readonly string[]): Run<T> {
  if ('error' in outcome) return { error: outcome.error, trace };
  // A function that throws may leave requests behind, as Promise.all does; one that returns may not.
  if (unfinished.length > 0) throw new UnfinishedError(name, unfinished);
  return { result: outcome.value as T, trace };
}
