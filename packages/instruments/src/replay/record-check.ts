import type { JsonObject } from '@keysmith/table/door';
import { readItems } from '../rig/copy-items.ts';
import type { Item } from '../rig/plain-items.ts';
import { insideOf, shareInside, type Rig } from '../rig/rig.ts';
import type { ItemChange, Replay } from './format.ts';
import { attachRecorded } from './record-run.ts';
import { startRecording, type Recording } from './recording.ts';

/** A rig whose calls and writes are written down as a check makes them. Copies of it are not. */
export interface RecordedRig {
  readonly rig: Rig;
  /** What happened so far; undefined if it was too much to show. */
  finish(title: string): Replay | undefined;
}

/** Nobody steps through more. */
const STEPS_MAX = 300;
const ITEMS_MAX = 400;

const LEARNER = { id: 'yours', label: 'your code' };

/**
 * Lets a check's calls be shown beside its verdict: each request, what it cost, and how it changed the items. The
 * learner's code gets the same replies, times and identifiers as without it.
 */
export async function recordCheck(rig: Rig): Promise<RecordedRig> {
  const { trial, door, names } = insideOf(rig);
  const labels = new Map([[LEARNER.id, LEARNER.label]]);
  let isTooLarge = false;
  const recording = upTo(STEPS_MAX, await startRecording(rig));
  const clientOf = (options: Parameters<Rig['client']>[0] = {}) => {
    const id = options.name ?? LEARNER.id;
    labels.set(id, options.name ?? LEARNER.label);
    return attachRecorded(rig, { ...options, id, recording });
  };
  const first = clientOf();
  const recorded: Rig = {
    ...rig,
    run: first.run,
    call: first.call,
    client: clientOf,
    async write(table, items) {
      isTooLarge ||= items.length > ITEMS_MAX;
      if (isTooLarge) return rig.write(table, items);
      const before = await readItems(door, names[table] ?? table);
      await rig.write(table, items);
      const after = await readItems(door, names[table] ?? table);
      isTooLarge = after.length > ITEMS_MAX;
      const changes = isTooLarge ? [] : changesOf(rig, { table, before, after });
      recording.add({ kind: 'event', text: `the check stores ${counted(items)} in ${table}`, changes });
    },
  };
  shareInside(rig, recorded);
  return {
    rig: recorded,
    finish: (title) =>
      isTooLarge
        ? undefined
        : recording.finish({
            instrument: 'recorder',
            title,
            seed: trial.seed,
            token: '',
            clients: [...labels].map(([id, label]) => ({ id, label })),
          }),
  };
}

function counted(items: readonly Item[]): string {
  return items.length === 1 ? '1 item' : `${items.length} items`;
}

/** A recording that takes so many steps; what comes after them happens all the same. */
function upTo(most: number, recording: Recording): Recording {
  const isFull = (): boolean => recording.steps.length >= most;
  return {
    ...recording,
    add: (step) => void (isFull() || recording.add(step)),
    called: (...given) => void (isFull() || recording.called(...given)),
    returned: (...given) => void (isFull() || recording.returned(...given)),
    request: async (made, go) => (isFull() ? void (await go()) : recording.request(made, go)),
  };
}

interface Written {
  readonly table: string;
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
}

function changesOf({ definitions }: Rig, { table, before, after }: Written): ItemChange[] {
  const names = (definitions[table]?.KeySchema ?? []).flatMap(({ AttributeName = [] }) => AttributeName);
  const keyOf = (item: JsonObject): JsonObject =>
    Object.fromEntries(names.map((name) => [name, item[name] ?? null]));
  const known = new Map(before.map((item) => [JSON.stringify(keyOf(item)), item]));
  return after.flatMap((item): ItemChange[] => {
    const key = keyOf(item);
    const old = known.get(JSON.stringify(key)) ?? null;
    return JSON.stringify(old) === JSON.stringify(item) ? [] : [{ table, key, before: old, after: item }];
  });
}
