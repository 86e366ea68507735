import type { JsonObject, JsonValue } from '@keysmith/table/door';
import { show } from '../checks/show.ts';
import { describeValue } from '../recorder/describe.ts';
import { isObject } from '../recorder/tables.ts';
import type { RecordedRequest } from '../recorder/trace.ts';
import type { Call } from '../rig/client.ts';
import { readItems } from '../rig/copy-items.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import type { Place } from '../races/footprint.ts';
import type { ItemChange, ItemImage, Replay, ReplayStep, RequestStep } from './format.ts';

/** What a step is made of, before it has its number and its time. */
type Unnumbered = DistributiveOmit<ReplayStep, 'number' | 'atMs'>;
type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** Writes a run down as it happens. */
export interface Recording {
  readonly steps: readonly ReplayStep[];
  readonly requests: readonly RecordedRequest[];
  add(step: Unnumbered): void;
  called(client: string, name: string, input: unknown): void;
  returned(client: string, call: Call): void;
  /**
   * Makes a request, and writes it down with what it changed at the places that it writes to. Requests that one client
   * makes side by side are made one after the other, in the order in which they come, so that each shows its own change.
   */
  request(
    made: { client: string; writes: readonly Place[]; fault?: string },
    go: () => Promise<RecordedRequest | undefined>,
  ): Promise<void>;
  finish(
    about: Pick<Replay, 'instrument' | 'title' | 'seed' | 'token' | 'clients'> & { broke?: string },
  ): Replay;
}

/** Begins a recording of what happens on a rig from now on. */
export async function startRecording(rig: Rig): Promise<Recording> {
  const { names, door, lookup } = insideOf(rig);
  const start: ItemImage[] = [];
  for (const [table, name] of Object.entries(names)) {
    for (const item of await readItems(door, name)) start.push({ table, item });
  }
  const beginning = rig.clock.now();
  const steps: ReplayStep[] = [];
  const requests: RecordedRequest[] = [];
  const namer = nameRandomIds();
  const add = (step: Unnumbered): void => {
    steps.push({ ...step, number: steps.length + 1, atMs: rig.clock.now() - beginning });
  };
  const image = async ({ table, key }: Place): Promise<JsonObject | null> => {
    const { body } = await door.send({
      operation: 'GetItem',
      input: { TableName: table, Key: key, ConsistentRead: true },
    });
    return isObject(body['Item']) ? body['Item'] : null;
  };
  return {
    steps,
    requests,
    add,
    called: (client, name, input) =>
      add({ kind: 'call', client, name, input: input === undefined ? '' : show(input) }),
    returned(client, { name, outcome }) {
      const threw = 'error' in outcome;
      const result = threw ? `${outcome.error.name}: ${outcome.error.message}` : show(outcome.value);
      add({ kind: 'return', client, name, result, threw });
    },
    request: inTurn(async ({ client, writes, fault }, go) => {
      const places = writes.filter(({ key }) => key !== undefined);
      const before = await Promise.all(places.map(image));
      const recorded = await go();
      const after = await Promise.all(places.map(image));
      const changes = places.map((place, at): ItemChange => {
        const table = lookup(place.table)?.logicalName ?? place.table;
        return { table, key: place.key as JsonObject, before: before[at] ?? null, after: after[at] ?? null };
      });
      if (recorded === undefined) return;
      requests.push(recorded);
      add({
        kind: 'request',
        client,
        ...requestPart(recorded, namer),
        changes: changes.filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
        ...(fault === undefined ? {} : { fault }),
      });
    }),
    finish: (about) => ({
      format: 'keysmith-replay',
      version: 1,
      ...about,
      tables: tablesOf(rig),
      start,
      steps,
    }),
  };
}

/** Lets a call begin when the one before it has ended. */
function inTurn<Given extends unknown[]>(
  call: (...given: Given) => Promise<void>,
): (...given: Given) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (...given) => {
    const mine = last.then(() => call(...given));
    last = mine.catch(() => undefined);
    return mine;
  };
}

function requestPart(
  recorded: RecordedRequest,
  namer: (input: JsonObject) => JsonObject,
): Omit<RequestStep, 'number' | 'atMs' | 'kind' | 'changes' | 'client' | 'fault'> {
  const { operation, table, index, detail, input, reply, error, readUnits, writeUnits } = recorded;
  return {
    operation,
    table,
    ...(index === undefined ? {} : { index }),
    detail,
    input: namer(input),
    status: error === undefined ? 200 : 400,
    reply,
    outcome: outcomeOf(recorded),
    ...(error === undefined ? {} : { error }),
    readUnits,
    writeUnits,
  };
}

/** The reply in a few words: what a reader needs to see that a decision was made on an old value. */
export function outcomeOf({ operation, input, reply, error, returned }: RecordedRequest): string {
  if (error !== undefined) return refusalIn(error, reply);
  if (operation === 'GetItem') return isObject(reply['Item']) ? itemInWords(reply['Item'], input) : 'no item';
  if (isObject(reply['Attributes'])) return itemInWords(reply['Attributes'], input);
  const found = returned === undefined ? 'done' : `${returned} item${returned === 1 ? '' : 's'}`;
  const left = ['UnprocessedItems', 'UnprocessedKeys'].some(
    (name) => Object.keys(reply[name] ?? {}).length > 0,
  );
  if (left) return `${found}, the rest unprocessed`;
  return reply['LastEvaluatedKey'] === undefined ? found : `${found}, and more to come`;
}

/** More attributes than this are counted instead of listed. */
const ATTRIBUTES_MAX = 6;

/** What an item holds beside its key, which stands in the request. */
function itemInWords(item: JsonObject, { Key }: JsonObject): string {
  const attributes = Object.entries(item).filter(([name]) => !isObject(Key) || !(name in Key));
  if (attributes.length === 0) return 'an item with its key alone';
  const shown = attributes
    .slice(0, ATTRIBUTES_MAX)
    .map(([name, value]) => `${name}: ${describeValue(value)}`);
  const left = attributes.length - shown.length;
  return `{ ${shown.join(', ')}${left > 0 ? `, and ${left} more` : ''} }`;
}

const REFUSALS: Readonly<Record<string, string>> = {
  ConditionalCheckFailedException: 'refused: the condition does not hold',
  ProvisionedThroughputExceededException: 'refused: throttled',
  ThrottlingException: 'refused: throttled',
};

function refusalIn(error: string, reply: JsonObject): string {
  const reasons = reply['CancellationReasons'];
  if (!Array.isArray(reasons)) return REFUSALS[error] ?? `refused: ${error}`;
  const codes = (reasons as readonly JsonObject[]).map(({ Code }) => String(Code));
  return `cancelled: ${codes.join(', ')}`;
}

/** The SDK draws a client token for each transaction by chance; its name by order of appearance is always the same. */
function nameRandomIds(): (input: JsonObject) => JsonObject {
  const named = new Map<JsonValue, string>();
  return (input) => {
    const token = input['ClientRequestToken'];
    if (token === undefined) return input;
    const name = named.get(token) ?? `token-${named.size + 1}`;
    named.set(token, name);
    return { ...input, ClientRequestToken: name };
  };
}

function tablesOf({ definitions }: Rig): Replay['tables'] {
  return Object.entries(definitions).map(([name, definition]) => ({
    name,
    keys: namesOf(definition.KeySchema, 'HASH').concat(namesOf(definition.KeySchema, 'RANGE')),
    indexes: [...(definition.GlobalSecondaryIndexes ?? []), ...(definition.LocalSecondaryIndexes ?? [])].map(
      (index) => ({
        name: index.IndexName ?? '',
        partitionKeys: namesOf(index.KeySchema, 'HASH'),
        sortKeys: namesOf(index.KeySchema, 'RANGE'),
      }),
    ),
  }));
}

type Schema = Rig['definitions'][string]['KeySchema'];

function namesOf(schema: Schema, type: 'HASH' | 'RANGE'): string[] {
  return (schema ?? []).flatMap(({ AttributeName, KeyType }) =>
    KeyType === type && AttributeName !== undefined ? [AttributeName] : [],
  );
}
