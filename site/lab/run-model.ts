import type { Replay, ReplayStep } from '@keysmith/course';
import { keyText, stepText, valueText, type StepText } from '@keysmith/course/replay-text';

type Wire = Readonly<Record<string, unknown>>;
type RequestStep = Extract<ReplayStep, { kind: 'request' }>;

/** A table or one of its indexes, as something whose item collections can be looked at. */
export interface View {
  /** "main", or "main.byMail" for an index. */
  readonly name: string;
  readonly table: string;
  readonly partitionKeys: readonly string[];
  readonly sortKeys: readonly string[];
}

/** One item as the picture shows it after a step. */
export interface Row {
  readonly sortKey: string;
  /** "member", "order": what the item itself or its key says. */
  readonly kind: string;
  readonly attributes: readonly { readonly name: string; readonly text: string }[];
  /** What the step did with it. */
  readonly mark: 'read' | 'written' | 'deleted' | undefined;
}

export interface Collection {
  readonly partitionKey: string;
  readonly rows: readonly Row[];
}

/** A step that a reader can stop at. */
export interface Stop {
  /** Its place in the recording, from 1; 0 is the beginning. */
  readonly number: number;
  /** Whose request it is; empty for nobody's. */
  readonly who: string;
  readonly text: StepText;
}

/** The views of a recorded run: each table, then its indexes. */
export function viewsOf({ tables }: Replay): View[] {
  return tables.flatMap(({ name, keys, indexes }) => {
    const [partitionKey = '', ...sortKeys] = keys;
    return [
      { name, table: name, partitionKeys: [partitionKey], sortKeys },
      ...indexes.map((index) => ({ ...index, name: `${name}.${index.name}`, table: name })),
    ];
  });
}

/** The steps worth stopping at: requests, and what happened to items without one. */
export function stopsOf(replay: Replay): Stop[] {
  const labels = new Map(replay.clients.map(({ id, label }) => [id, label]));
  return replay.steps
    .filter(({ kind }) => kind !== 'return')
    .map((step) => ({
      number: step.number,
      who: labels.get(step.client ?? '') ?? '',
      text: stepText(step, replay),
    }));
}

/** The item collections of a view as they are after a step; what the step deleted is shown once more. */
export function collectionsAt(replay: Replay, view: View, number: number): Collection[] {
  const keys = replay.tables.find(({ name }) => name === view.table)?.keys ?? [];
  const items = itemsAt(replay, { table: view.table, keys, number });
  const marks = marksOf(replay, { view, keys, number });
  const groups = new Map<string, Wire[]>();
  for (const item of items.values()) {
    if (![...view.partitionKeys, ...view.sortKeys].every((name) => item[name] !== undefined)) continue;
    const partitionKey = keyText(item, view.partitionKeys);
    groups.set(partitionKey, [...(groups.get(partitionKey) ?? []), item]);
  }
  return [...groups].map(([partitionKey, own]) => ({
    partitionKey,
    rows: own
      .sort(byKeys(view.sortKeys))
      .map((item) => rowOf(item, { view, mark: marks.get(keyText(item, keys)) })),
  }));
}

interface Place {
  readonly table: string;
  readonly keys: readonly string[];
  readonly number: number;
}

function itemsAt({ start, steps }: Replay, { table, keys, number }: Place): Map<string, Wire> {
  const items = new Map<string, Wire>();
  for (const each of start) if (each.table === table) items.set(keyText(each.item, keys), each.item);
  for (const step of steps) {
    if (step.number > number) break;
    for (const change of changesOf(step)) {
      if (change.table !== table) continue;
      const id = keyText(change.key, keys);
      const isNow = step.number === number;
      if (change.after !== null) items.set(id, change.after);
      else if (isNow && change.before !== null) items.set(id, change.before);
      else items.delete(id);
    }
  }
  return items;
}

interface Looked {
  readonly view: View;
  readonly keys: readonly string[];
  readonly number: number;
}

function marksOf({ steps }: Replay, { view, keys, number }: Looked): Map<string, Row['mark']> {
  const marks = new Map<string, Row['mark']>();
  const step = steps.find((each) => each.number === number);
  if (step === undefined) return marks;
  if (step.kind === 'request')
    for (const item of itemsRead(step, view)) marks.set(keyText(item, keys), 'read');
  for (const { table, key, after } of changesOf(step)) {
    if (table === view.table) marks.set(keyText(key, keys), after === null ? 'deleted' : 'written');
  }
  return marks;
}

/** What a request brought back of this view: of an index if it named one, else of the table. */
function itemsRead({ table, index, reply, input }: RequestStep, view: View): Wire[] {
  if (view.name !== (index === undefined ? table : `${table}.${index}`)) return [];
  const { Item, Items } = reply;
  if (Array.isArray(Items)) return Items.filter(isWire);
  return isWire(Item) ? [{ ...Item, ...(isWire(input['Key']) ? input['Key'] : {}) }] : [];
}

function changesOf(step: ReplayStep) {
  return step.kind === 'request' || step.kind === 'event' ? (step.changes ?? []) : [];
}

function rowOf(item: Wire, { view, mark }: { readonly view: View; readonly mark: Row['mark'] }): Row {
  const kind = kindOf(item, view);
  // What the row says already.
  const told = [...view.partitionKeys, ...view.sortKeys, ...(textOf(item['type']) === kind ? ['type'] : [])];
  return {
    sortKey: keyText(item, view.sortKeys),
    kind,
    attributes: Object.entries(item)
      .filter(([name]) => !told.includes(name))
      .map(([name, value]) => ({ name, text: valueText(value) })),
    mark,
  };
}

/** As the chapters' pictures have it: the attribute `type`, or the word before the first `#` of a key. */
function kindOf(item: Wire, view: View): string {
  const type = textOf(item['type']);
  if (type) return type;
  for (const name of [...view.sortKeys, ...view.partitionKeys]) {
    const word = /^#?([\p{L}_-]+)(?:#|$)/u.exec(textOf(item[name]) ?? '')?.[1];
    if (word) return word;
  }
  return 'item';
}

function textOf(value: unknown): string | undefined {
  const text = isWire(value) ? value['S'] : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** Numbers by value, strings by the bytes of their UTF-8, as DynamoDB keeps them. */
function byKeys(names: readonly string[]): (a: Wire, b: Wire) => number {
  return (a, b) => {
    for (const name of names) {
      const order = compare(a[name], b[name]);
      if (order !== 0) return order;
    }
    return 0;
  };
}

const encoder = new TextEncoder();

function compare(a: unknown, b: unknown): number {
  const [left, right] = [textOf(a), textOf(b)];
  if (left === undefined || right === undefined) return numberOf(a) - numberOf(b);
  const [one, other] = [encoder.encode(left), encoder.encode(right)];
  const at = one.findIndex((byte, place) => byte !== other[place]);
  if (at === -1) return one.length - other.length;
  return (one[at] ?? 0) - (other[at] ?? -1);
}

function numberOf(value: unknown): number {
  return isWire(value) ? Number(value['N']) : 0;
}

function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
