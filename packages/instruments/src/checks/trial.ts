import type { OpenOptions, TableDoor } from '@keysmith/table/server';
import { createTables } from '@keysmith/table/definitions';
import { TableError } from '@keysmith/table/errors';
import { withoutTimeToLive } from '@keysmith/table/time-to-live';
import type { Tables } from '../context.ts';
import { createRandom, hash, type Random } from '../random.ts';
import { tableLookup } from '../recorder/tables.ts';
import type { Binding } from '../rig/binding.ts';
import type { Call } from '../rig/client.ts';
import { createClock } from '../rig/clock.ts';
import { createIdentifiers } from '../rig/identifiers.ts';
import { createRig, type Rig } from '../rig/rig.ts';
import { enableTimeToLive } from '../rig/time-to-live.ts';
import type { Replay } from '../replay/format.ts';
import { recordCheck, type RecordedRig } from '../replay/record-check.ts';
import { ReplayError, type ReplayToken } from '../replay/token.ts';
import { DefinitionError } from './failure.ts';
import type { Depth, TrialContext } from './trial-context.ts';
import { createTrialLog, type KeptLog } from './trial-log.ts';

/** What a check gets: chance from the seed, and the learner's design on fresh tables. */
export interface Trial {
  readonly seed: number;
  /** The only source of data in a check. */
  readonly random: Random;
  /** Makes the learner's tables afresh, empty, seen by nobody else. */
  open(): Promise<Rig>;
}

/** What a host provides for the trials of one exercise. */
export interface TrialHost {
  readonly binding: Binding;
  /** A door to tables of that namespace alone. */
  openDoor(namespace: string, options?: OpenOptions): TableDoor;
  release(namespace: string): Promise<void>;
  readonly seed: number;
  /** Unlike that of any other run on the same table server. */
  readonly namespacePrefix: string;
  /** `full` unless it is given. */
  readonly depth?: Depth;
  readonly countsAll?: boolean;
  /** One run of one instrument that is to be repeated, instead of its sweep. */
  readonly replay?: ReplayToken;
  /** Whether what a check does on its first tables is written down, for a page to show. */
  readonly records?: boolean;
  /** Is told how far the instruments of a check have come. */
  readonly onProgress?: (checkId: string, done: number, total: number) => void;
}

export interface OpenTrial {
  readonly trial: Trial;
  readonly log: KeptLog;
  /** The last call that ended, of whichever run. */
  lastCall(): Call | undefined;
  /** The last call that ended in the run that was begun last; there is none if that stopped every call. */
  lastCallOfRun(): Call | undefined;
  /** @throws {ReplayError} if a run was to be repeated and no instrument of the check could. */
  assertReplayed(): void;
  /** What the check did on its first tables, if that was to be written down. */
  recording(title: string): Replay | undefined;
  /** Drops what the trial made. */
  close(): Promise<void>;
}

/** A trial for the check of that id: its chance depends on the seed and the id alone, not on the other checks. */
export function openTrial(host: TrialHost, checkId: string): OpenTrial {
  const namespaces = new Set<string>();
  let opened = 0;
  const calls = rememberCalls();
  const replay = host.replay?.checkId === checkId ? host.replay : undefined;
  let isReplayed = false;
  const log = createTrialLog((done, total) => host.onProgress?.(checkId, done, total));
  const context: TrialContext = {
    checkId,
    seed: host.seed,
    depth: host.depth ?? 'full',
    countsAll: host.countsAll ?? false,
    binding: host.binding,
    random: (label) => createRandom(host.seed, `${checkId}/${label}`),
    newNamespace() {
      const namespace = `${host.namespacePrefix}-${checkId}-${opened}`;
      opened += 1;
      namespaces.add(namespace);
      return namespace;
    },
    async openTables(namespace, definitions, clock) {
      const door = host.openDoor(namespace, { clock });
      const names = await createTables(door, withoutTimeToLive(definitions));
      await enableTimeToLive(door, definitions, names);
      return door;
    },
    release(namespace) {
      namespaces.delete(namespace);
      return host.release(namespace);
    },
    onCall: calls.onCall,
    beginRun: calls.beginRun,
    lastCall: calls.last,
    log,
    replayOf(instrument) {
      if (replay?.instrument !== instrument) return undefined;
      isReplayed = true;
      return replay.plan;
    },
  };
  let recorded: RecordedRig | undefined;
  const trial: Trial = {
    seed: host.seed,
    random: createRandom(host.seed, checkId),
    async open() {
      const rig = await openRig(host, context);
      if (host.records !== true || recorded !== undefined) return rig;
      recorded = await recordCheck(rig);
      return recorded.rig;
    },
  };
  return {
    trial,
    log,
    lastCall: calls.last,
    lastCallOfRun: calls.lastOfRun,
    assertReplayed() {
      if (replay === undefined || isReplayed) return;
      throw new ReplayError(`the check ${checkId} has no instrument ${replay.instrument} that repeats runs`);
    },
    recording: (title) => recorded?.finish(title),
    close: async () => {
      await Promise.all([...namespaces].map((namespace) => host.release(namespace)));
    },
  };
}

function rememberCalls() {
  let last: Call | undefined;
  let lastOfRun: Call | undefined;
  return {
    onCall(call: Call) {
      last = call;
      lastOfRun = call;
    },
    beginRun() {
      lastOfRun = undefined;
    },
    last: () => last,
    lastOfRun: () => lastOfRun,
  };
}

async function openRig(host: TrialHost, trial: TrialContext): Promise<Rig> {
  const definitions = await readDefinitions(host.binding);
  const namespace = trial.newNamespace();
  const clock = createClock();
  const door = host.openDoor(namespace, { clock, seed: hash(`${host.seed}/${trial.checkId}`) });
  const names = await createTables(door, withoutTimeToLive(definitions)).catch(learnersRefusal);
  await enableTimeToLive(door, definitions, names).catch(learnersRefusal);
  const lookup = tableLookup(definitions, names);
  const identifiers = createIdentifiers();
  return createRig({ trial, door, namespace, definitions, names, lookup, clock, identifiers });
}

/** Only the service's refusal is the learner's to mend; a dead server is not. */
function learnersRefusal(error: unknown): never {
  if (!(error instanceof TableError) || error.code !== 'table.bad-definition') throw error;
  throw new DefinitionError(`DynamoDB refuses the tables of table.ts: ${error.message}`);
}

async function readDefinitions(binding: Binding): Promise<Tables> {
  const value = await binding.read('tables');
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    throw new DefinitionError(
      'table.ts must export `tables`: an object of CreateTable inputs by name, such as { main: { KeySchema: … } }.',
    );
  }
  return value as Tables;
}
