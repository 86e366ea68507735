import type { FaultPlan } from '@keysmith/engine';
import type { Door } from '@keysmith/table/door';
import type { TableDoor } from '@keysmith/table/server';
import { DefinitionError, UnsupportedError } from '../checks/failure.ts';
import type { TrialContext } from '../checks/trial-context.ts';
import type { Tables } from '../context.ts';
import type { TableLookup } from '../recorder/tables.ts';
import { createClient, type Attachments, type Client, type ClientOptions } from './client.ts';
import { createClock, type Clock } from './clock.ts';
import { readItems, RefusedError, writeItems } from './copy-items.ts';
import type { Identifiers } from './identifiers.ts';
import { fromWire, toWire, type Item } from './plain-items.ts';

/** An item, and the logical name of the table that holds it. */
export interface StoredItem {
  readonly table: string;
  readonly item: Item;
}

/** Tables made from the learner's definition, and the learner's code connected to them. */
export interface Rig extends Pick<Client, 'call' | 'run'> {
  /** The learner's `tables` export. */
  readonly definitions: Tables;
  readonly clock: Clock;
  /** A client with a copy of the learner's modules for itself. `call` and `run` of the rig belong to a first one. */
  client(options?: ClientOptions): Client;
  /** Every item of a table, read past the recorder. For looking at what is stored, whatever its layout. */
  items(table?: string): Promise<Item[]>;
  /** Every item of every table, in an order of its own: equal if and only if the tables hold the same. */
  stored(): Promise<StoredItem[]>;
  /** Writes items past the learner's code and the recorder: the state that an exercise starts from. */
  write(table: string, items: readonly Item[]): Promise<void>;
  /** A copy of everything: items, time, identifiers. What happens to one of the two is not seen by the other. */
  fork(): Promise<Rig>;
  /**
   * Switches on what DynamoDB may do and a local table never does: lag, throttling, conflicts. Tables are named as in
   * table.ts, `*` for all. Only the embedded engine can; on another table the check is skipped.
   */
  setFaults(plan: FaultPlan | undefined): void;
  /** Deletes items whose time to live is over, as the service does sooner or later, and says how many it were. */
  expireDue(): number;
}

/** What instruments may know of a rig, and checks may not. */
export interface RigInside {
  readonly trial: TrialContext;
  readonly door: TableDoor;
  readonly namespace: string;
  readonly names: Readonly<Record<string, string>>;
  readonly lookup: TableLookup;
  readonly hasFaults: boolean;
  /** A client with something of an instrument between it and the table. */
  attach(options: ClientOptions, attachments: Attachments): Client;
  /** Frees what the rig holds; it must not be used afterwards. */
  close(): Promise<void>;
}

const insides = new WeakMap<Rig, RigInside>();

/** The side of a rig that only instruments see. */
export function insideOf(rig: Rig): RigInside {
  return insides.get(rig) as RigInside;
}

/** Lets another view of a rig pass for it with instruments. */
export function shareInside(rig: Rig, view: Rig): void {
  insides.set(view, insideOf(rig));
}

export interface RigParts {
  readonly trial: TrialContext;
  readonly door: TableDoor;
  readonly namespace: string;
  readonly definitions: Tables;
  readonly names: Readonly<Record<string, string>>;
  readonly lookup: TableLookup;
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly faults?: FaultPlan | undefined;
}

export function createRig(parts: RigParts): Rig {
  let faults = parts.faults;
  const { door, names, clock, trial } = parts;
  const clientParts = {
    ...parts,
    binding: trial.binding,
    random: trial.random('retries'),
    onCall: trial.onCall,
  };
  const attach = (options: ClientOptions, attachments: Attachments): Client => {
    const newId = parts.identifiers.forClient(options.name ?? '');
    return createClient(clientParts, { ...options, newId }, attachments);
  };
  // Where the table may fail, a copy of it is looked at: looking must not meet a fault, nor use one up.
  const look = async <T>(read: (view: Door) => Promise<T>): Promise<T> => {
    if (faults === undefined) return read(door);
    const namespace = trial.newNamespace();
    const view = engineOf(door, 'Faults').fork(namespace, {});
    view.engine?.setFaults(undefined);
    try {
      return await read(view);
    } finally {
      await trial.release(namespace);
    }
  };
  const first = attach({}, {});
  const rig: Rig = {
    definitions: parts.definitions,
    clock,
    run: first.run,
    call: first.call,
    client: (options = {}) => attach(options, {}),
    items: (table = 'main') => look((view) => itemsOf(view, realName(names, table))),
    stored: () => look((view) => allItems(view, names)),
    write: async (table, items) => writeAll(door, realName(names, table), items),
    fork: () => forkRig(parts, faults),
    setFaults(plan) {
      engineOf(door, 'Faults').setFaults(plan && withRealNames(plan, names));
      faults = plan;
    },
    expireDue: () => engineOf(door, 'Expiry').expireDue().length,
  };
  insides.set(rig, {
    trial,
    door,
    namespace: parts.namespace,
    names,
    lookup: parts.lookup,
    get hasFaults() {
      return faults !== undefined;
    },
    attach,
    close: () => trial.release(parts.namespace),
  });
  return rig;
}

/** Copies by the engine where there is one, and item by item where there is none. */
async function forkRig(parts: RigParts, faults: FaultPlan | undefined): Promise<Rig> {
  parts.trial.beginRun();
  const namespace = parts.trial.newNamespace();
  const clock = createClock(parts.clock.now());
  const { engine } = parts.door;
  const door =
    engine === undefined ? await copyByItems(parts, namespace, clock) : engine.fork(namespace, { clock });
  return createRig({ ...parts, namespace, door, clock, identifiers: parts.identifiers.fork(), faults });
}

async function copyByItems(
  { trial, door, definitions, names }: RigParts,
  namespace: string,
  clock: Clock,
): Promise<TableDoor> {
  const copy = await trial.openTables(namespace, withoutStreams(definitions), clock);
  for (const name of Object.values(names)) await writeItems(copy, name, await readItems(door, name));
  return copy;
}

/**
 * A stream of such a copy would tell how the items were copied, and nothing of what came before. And DynamoDB Local keeps
 * the stream of every table that there ever was, and becomes slower with each.
 */
function withoutStreams(definitions: Tables): Tables {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { StreamSpecification: _, ...definition }]) => [
      name,
      definition,
    ]),
  );
}

function engineOf(door: TableDoor, what: string) {
  if (door.engine !== undefined) return door.engine;
  throw new UnsupportedError(
    `${what} can be shown on the embedded engine only; run it without --table, or with --table embedded`,
  );
}

function withRealNames(plan: FaultPlan, names: RigInside['names']): FaultPlan {
  const real = (table: string): string => (table === '*' ? table : realName(names, table));
  return {
    ...(plan.tables && {
      tables: Object.fromEntries(Object.entries(plan.tables).map(([table, each]) => [real(table), each])),
    }),
    ...(plan.script && {
      script: plan.script.map(({ table, ...fault }) =>
        table === undefined ? fault : { ...fault, table: real(table) },
      ),
    }),
  };
}

function realName(names: RigInside['names'], table: string): string {
  const name = names[table];
  if (name !== undefined) return name;
  const known = Object.keys(names).join(', ');
  throw new DefinitionError(`table.ts defines no table named "${table}"; it defines: ${known}.`);
}

async function allItems(door: Door, names: RigInside['names']): Promise<StoredItem[]> {
  const all: [string, StoredItem][] = [];
  for (const [table, name] of Object.entries(names)) {
    for (const item of await itemsOf(door, name)) all.push([textOf(table, item), { table, item }]);
  }
  return all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stored]) => stored);
}

function textOf(table: string, item: Item): string {
  return `${table} ${JSON.stringify(item, (_key, value: unknown) => (value instanceof Set ? [...value] : value))}`;
}

async function itemsOf(door: Door, table: string): Promise<Item[]> {
  return (await readItems(door, table)).map(fromWire);
}

async function writeAll(door: Door, table: string, items: readonly Item[]): Promise<void> {
  await writeItems(door, table, items.map(toWire)).catch((error: unknown) => {
    if (!(error instanceof RefusedError) || error.type !== 'ValidationException') throw error;
    throw new DefinitionError(`The items that are already there do not fit the table: ${error.reason}`);
  });
}
