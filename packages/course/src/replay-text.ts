import type { Replay, ReplayStep } from './schemas/replay.ts';

/** One step of a recorded run in words, for whoever shows it. All of it is plain text. */
export interface StepText {
  /** What the client does, or what happens: `UpdateItem jobs: job = "J-3" | SET bench = "ruth"`. */
  readonly action: string;
  /** What comes back of a request: "2 items: J-1, J-3"; empty for everything else. */
  readonly reply: string;
  /** What the instrument did to a request: "the reply is lost". */
  readonly fault: string;
  /** A line for each item that changed: `J-3: bench absent => "ruth"`. */
  readonly changes: readonly string[];
  /** "0.5 read units"; empty where nothing was charged. */
  readonly units: string;
}

type RequestStep = Extract<ReplayStep, { kind: 'request' }>;
type ItemChange = RequestStep['changes'][number];
type Wire = Readonly<Record<string, unknown>>;

const LISTED_MAX = 6;
const REPLY_LENGTH_MAX = 200;

/** Tells a step. The tables say which attributes are the keys of the items that came back. */
export function stepText(step: ReplayStep, { tables }: Pick<Replay, 'tables'>): StepText {
  const text = { reply: '', fault: '', changes: [], units: '' };
  switch (step.kind) {
    case 'call':
      return { ...text, action: `${step.name}(${step.input})` };
    case 'return':
      return { ...text, action: `${step.name} ${step.threw ? 'throws' : 'returns'} ${step.result}` };
    case 'sleep':
      return { ...text, action: `waits ${step.milliseconds} ms` };
    case 'event':
      return { ...text, action: step.text, changes: (step.changes ?? []).map(changeText) };
    case 'request':
      return {
        action: requestText(step),
        reply: replyText(step, tables),
        fault: step.fault ?? '',
        changes: step.changes.map(changeText),
        units: unitsText(step),
      };
  }
}

function requestText({ operation, table, index, detail }: RequestStep): string {
  const target = [table, index].filter(Boolean).join('.');
  return `${operation}${target === '' ? '' : ` ${target}`}${detail === '' ? '' : `: ${detail}`}`;
}

function replyText(step: RequestStep, tables: Replay['tables']): string {
  const { Item, Items } = step.reply;
  if (step.error !== undefined) return step.outcome;
  if (isWire(Item)) return cut(attributesText(Item));
  if (!Array.isArray(Items) || Items.length === 0) return step.outcome;
  const keys = tables.find(({ name }) => name === step.table)?.keys ?? [];
  const found = distinctKeys(Items.filter(isWire), keys);
  const more = found.length > LISTED_MAX ? `, and ${found.length - LISTED_MAX} more` : '';
  return `${step.outcome}: ${found.slice(0, LISTED_MAX).join(', ')}${more}`;
}

/** Items of one item collection are told apart by their sort keys. */
function distinctKeys(items: readonly Wire[], [partition = '', ...sort]: readonly string[]): string[] {
  const isOne = new Set(items.map((item) => keyText(item, [partition]))).size === 1;
  return items.map((item) => keyText(item, isOne && sort.length > 0 ? sort : [partition, ...sort]));
}

function unitsText({ readUnits, writeUnits }: RequestStep): string {
  const told = (count: number, kind: string): string =>
    count === 0 ? '' : `${Math.round(count * 1000) / 1000} ${kind} unit${count === 1 ? '' : 's'}`;
  return [told(readUnits, 'read'), told(writeUnits, 'write')].filter(Boolean).join(', ');
}

/** `J-3: bench absent => "ruth"`, `J-3 written: { … }`, `J-3 deleted`. */
function changeText({ key, before, after }: ItemChange): string {
  const whose = keyText(key, Object.keys(key));
  if (after === null) return `${whose} deleted`;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])].filter(
    (name) => !(name in key),
  );
  if (before === null) {
    const written = Object.fromEntries(names.map((name) => [name, after[name]]));
    return `${whose} created${names.length === 0 ? '' : `: ${attributesText(written)}`}`;
  }
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const told = changed.map((name) => `${name} ${valueText(before[name])} => ${valueText(after[name])}`);
  return `${whose}: ${told.join(', ')}`;
}

/** The values of an item's key, bare: "CROSSING#H7-0715 CROSSING". */
export function keyText(item: Wire, keys: readonly string[]): string {
  return keys.map((name) => bare(valueText(item[name]))).join(' ');
}

/** An item in DynamoDB's JSON as a reader would write it: `{ job: "J-3", plan: { mechanic: "ruth" } }`. */
export function attributesText(item: Wire): string {
  const members = Object.entries(item).map(([name, value]) => `${name}: ${valueText(value)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** An attribute value in DynamoDB's JSON: "W#7" in quotes, 42, null, a list, a map; `absent` for none. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'absent';
  if (!isWire(value)) return String(value);
  const [type = '', content] = Object.entries(value)[0] ?? [];
  if (type === 'S') return JSON.stringify(content);
  if (type === 'N' || type === 'BOOL') return String(content);
  if (type === 'NULL') return 'null';
  if (type === 'B') return '<binary>';
  if (type === 'M' && isWire(content)) return attributesText(content);
  if (type === 'L' && Array.isArray(content)) return `[${content.map(valueText).join(', ')}]`;
  return Array.isArray(content) ? `{${content.join(', ')}}` : JSON.stringify(value);
}

function bare(text: string): string {
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

function cut(text: string): string {
  return text.length <= REPLY_LENGTH_MAX ? text : `${text.slice(0, REPLY_LENGTH_MAX)}…`;
}

function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
