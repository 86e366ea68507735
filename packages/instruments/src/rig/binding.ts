import { transportOf } from '@keysmith/table/clients';
import type { Door } from '@keysmith/table/door';
import { createClientPool, type ClientPool } from './client-pool.ts';
import { cross } from './codec.ts';
import type { IdSource } from './identifiers.ts';
import { patienceOf } from './retries.ts';
import { nextTurn } from './turn.ts';
import type { Context } from '../context.ts';

/** What one client of the learner's code is given: its way to the table, and time and chance. */
export interface ClientSetup {
  readonly door: Door;
  readonly tables: Readonly<Record<string, string>>;
  now(): number;
  readonly newId: IdSource;
  sleep(milliseconds: number): Promise<void>;
  /** 0 <= x < 1, for the jitter of the SDK's retries. */
  chance(): number;
}

/** An error that the learner's code threw, as plain data. */
export interface ThrownError {
  readonly name: string;
  readonly message: string;
  /** Where in the learner's files it was thrown: "access.ts:14:9". */
  readonly place?: string;
}

/** What a call came to. */
export type CallOutcome = ({ readonly value: unknown } | { readonly error: ThrownError }) & {
  /** Operations whose answers the code had not seen when it returned, where only the binding knows. */
  readonly unanswered?: readonly string[];
};

/** One loaded copy of the learner's modules. Two clients in a race have one each, so that no module state is shared. */
export interface LearnerInstance {
  call(name: string, setup: ClientSetup, input: unknown): Promise<CallOutcome>;
}

/**
 * The way to the learner's code. In practice it is the same process; in grading a process boundary stands between,
 * and only plain data crosses.
 */
export interface Binding {
  /** The value of a data export, such as `tables`. */
  read(name: string): Promise<unknown>;
  /**
   * A fresh copy of the learner's modules. Where `from` names one of their files, functions are taken from that file
   * alone: so two versions of one data layer can run side by side. `client` is who will use it. Where a boundary stands
   * between, the copy may still be being made; one that cannot be made ends the run.
   */
  instance(from?: string, client?: string): Promise<LearnerInstance>;
  /** Resolves when the learner's code has gone on as far as it can with what it was given. */
  turn(): Promise<void>;
}

/** The learner's files lack an export that the exercise asks for. */
export class MissingExportError extends Error {
  constructor(name: string, kind: 'function' | 'value', files: readonly string[]) {
    const what = kind === 'function' ? `a function \`${name}\`` : `\`${name}\``;
    super(
      `${files.join(' and ')} export no ${what.replace('a function', 'function')}. Add \`export ${kind === 'function' ? 'async function' : 'const'} ${name}\`.`,
    );
    this.name = 'MissingExportError';
  }
}

/** Exports of the learner's modules, by file name. */
export type LearnerModules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Binds to modules in this process; `load` gives a fresh copy of them at every call. */
export function inProcessBinding(load: () => Promise<LearnerModules>): Binding {
  const clients = createClientPool();
  return {
    turn: nextTurn,
    async read(name) {
      const modules = await load();
      const value = findExport(modules, name);
      if (value === undefined) throw new MissingExportError(name, 'value', Object.keys(modules));
      return cross(value, `the export \`${name}\``);
    },
    async instance(from) {
      const modules = from === undefined ? await load() : onlyFrom(await load(), from);
      return { call: (name, setup, input) => callExport({ modules, clients }, name, { setup, input }) };
    },
  };
}

/** The modules of one file, which must be there. */
export function onlyFrom(modules: LearnerModules, file: string): LearnerModules {
  const module = modules[file];
  if (module !== undefined) return { [file]: module };
  throw new Error(`there is no file ${file} among the learner's: ${Object.keys(modules).join(', ')}`);
}

async function callExport(
  { modules, clients }: { modules: LearnerModules; clients: ClientPool },
  name: string,
  { setup, input }: { setup: ClientSetup; input: unknown },
): Promise<CallOutcome> {
  const fn = findExport(modules, name);
  if (typeof fn !== 'function') throw new MissingExportError(name, 'function', Object.keys(modules));
  const { client, giveBack } = clients.take({ ...patienceOf(setup), transport: transportOf(setup.door) });
  const context: Context = {
    client,
    tables: setup.tables,
    now: () => setup.now(),
    newId: () => setup.newId(),
    sleep: (milliseconds) => sleepFor(milliseconds, (time) => setup.sleep(time)),
  };
  const copy = copyOfInput(name, input);
  let value: unknown;
  try {
    value = await fn(context, copy);
  } catch (error) {
    return { error: describeThrown(error, Object.keys(modules)) };
  } finally {
    giveBack();
  }
  // Outside of the try: a result that cannot cross is no error that a check may have been waiting for.
  return { value: cross(value, `the result of ${name}`) };
}

/** As with a timer, a time that is over is no time; what is no time at all is refused, since it would stop the clock. */
export async function sleepFor(
  milliseconds: number,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  if (!Number.isFinite(milliseconds))
    throw new RangeError(`sleep takes a number of milliseconds, and got ${String(milliseconds)}`);
  await sleep(Math.max(0, milliseconds));
}

/** An input that cannot cross is a fault of the check, and must not look like the learner's. */
export function copyOfInput(name: string, input: unknown): unknown {
  try {
    return cross(input, `the input of ${name}`);
  } catch (error) {
    throw new Error((error as Error).message, { cause: error });
  }
}

/** The export of that name, of whichever file has it. */
export function findExport(modules: LearnerModules, name: string): unknown {
  for (const exports of Object.values(modules)) {
    if (Object.hasOwn(exports, name)) return exports[name];
  }
  return undefined;
}

/** Turns whatever was thrown into plain data, with the first stack line that lies in one of the learner's files. */
export function describeThrown(thrown: unknown, files: readonly string[]): ThrownError {
  if (!(thrown instanceof Error)) return { name: 'NotAnError', message: cut(textOf(thrown)) };
  const place = findPlace(String(thrown.stack ?? ''), files);
  const { name, message } = thrown;
  return {
    name: cut(String(name)),
    message: cut(String(message)),
    ...(place === undefined ? {} : { place }),
  };
}

const FRAME_LENGTH_MAX = 1000;

/** A message goes into reports and over process boundaries; nobody reads more of it. */
const MESSAGE_LENGTH_MAX = 2000;

function cut(text: string): string {
  return text.length <= MESSAGE_LENGTH_MAX ? text : `${text.slice(0, MESSAGE_LENGTH_MAX)}…`;
}

/** Anything can be thrown, also what has no text of its own. */
function textOf(thrown: unknown): string {
  try {
    return typeof thrown === 'object' && thrown !== null ? JSON.stringify(thrown) : String(thrown);
  } catch {
    return 'something that has no text';
  }
}

function findPlace(stack: string, files: readonly string[]): string | undefined {
  for (const line of stack.split('\n')) {
    // The message stands above the frames, and may be of any length and look like anything.
    if (line.length > FRAME_LENGTH_MAX || !/^\s+at /.test(line)) continue;
    const match = /([\w.-]+\.ts)(?:\?[^:)]*)?:(\d+):(\d+)\)?$/.exec(line.trim());
    if (match !== null && files.includes(match[1] as string)) return `${match[1]}:${match[2]}:${match[3]}`;
  }
  return undefined;
}
