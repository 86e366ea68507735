import { createTables } from '@keysmith/table/definitions';
import type { Door } from '@keysmith/table/door';
import { TableError } from '@keysmith/table/errors';
import type { Binding } from '../rig/binding.ts';
import { createClock, type Clock } from '../rig/clock.ts';
import type { Tables } from '../context.ts';
import { DefinitionError } from './failure.ts';
import { createRandom, type Random } from '../random.ts';
import { createRig, type Call, type Rig } from '../rig/rig.ts';
import { tableLookup } from '../recorder/tables.ts';

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
  openDoor(namespace: string): Door;
  release(namespace: string): Promise<void>;
  readonly seed: number;
  /** Unlike that of any other run on the same table server. */
  readonly namespacePrefix: string;
}

export interface OpenTrial {
  readonly trial: Trial;
  lastCall(): Call | undefined;
  /** Drops what the trial made. */
  close(): Promise<void>;
}

/** A trial for the check of that id: its chance depends on the seed and the id alone, not on the other checks. */
export function openTrial(host: TrialHost, checkId: string): OpenTrial {
  const namespaces: string[] = [];
  let lastCall: Call | undefined;
  const trial: Trial = {
    seed: host.seed,
    random: createRandom(host.seed, checkId),
    async open() {
      const namespace = `${host.namespacePrefix}-${checkId}-${namespaces.length}`;
      namespaces.push(namespace);
      return openRig(host, namespace, (call) => {
        lastCall = call;
      });
    },
  };
  return {
    trial,
    lastCall: () => lastCall,
    close: async () => {
      await Promise.all(namespaces.map((namespace) => host.release(namespace)));
    },
  };
}

async function openRig(host: TrialHost, namespace: string, onCall: (call: Call) => void): Promise<Rig> {
  const definitions = await readDefinitions(host.binding);
  const door = host.openDoor(namespace);
  const names = await createTables(door, definitions).catch((error: unknown) => {
    // Only the service's refusal is the learner's to mend; a dead server is not.
    if (!(error instanceof TableError) || error.code !== 'table.bad-definition') throw error;
    throw new DefinitionError(`DynamoDB refuses the tables of table.ts: ${error.message}`);
  });
  const clock: Clock = createClock();
  let ids = 0;
  return createRig({
    binding: host.binding,
    door,
    definitions,
    names,
    lookup: tableLookup(definitions, names),
    clock,
    nextId: () => `id-${String((ids += 1)).padStart(6, '0')}`,
    onCall,
  });
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
