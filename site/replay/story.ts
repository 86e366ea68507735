import { keyText, stepText, valueText, type Replay, type ReplayStep, type StepText } from '@keysmith/course';

type ItemImage = Replay['start'][number]['item'];

/** One step as the page shows it. */
export interface StoryStep extends StepText {
  readonly number: number;
  /** The column, from 1; 0 for what no client did, which goes across. */
  readonly lane: number;
  /** Whose step it is: "the backfill"; empty for nobody's. */
  readonly who: string;
  readonly kind: ReplayStep['kind'];
  /** The author's remark. */
  readonly note: string;
}

/** How an item looked for a while: from after the step `from` (0 is the beginning) to before the step after `to`. */
export interface ItemVersion {
  readonly table: string;
  /** The values of its key: "POOL#nord DAY#2026-07-05". */
  readonly key: string;
  readonly attributes: readonly { readonly name: string; readonly text: string; readonly isNew: boolean }[];
  readonly from: number;
  readonly to: number;
}

export interface Story {
  readonly lanes: readonly string[];
  readonly steps: readonly StoryStep[];
  /** Of one item one below the other; items by table and key. */
  readonly versions: readonly ItemVersion[];
  /** What broke, as a sentence; empty if nothing did. */
  readonly ending: string;
  /** What each client paid, where something was charged. */
  readonly sums: readonly string[];
}

/** Makes of a recorded run what the page shows. Notes stand below the steps whose numbers they have. */
export function storyOf(replay: Replay, notes: Readonly<Record<number, string>> = {}): Story {
  const { clients, steps } = replay;
  const unknown = Object.keys(notes).find((number) => !steps.some((step) => step.number === Number(number)));
  if (unknown !== undefined)
    throw new Error(
      `There is a note to step ${unknown} of a run that has ${steps.length}. Correct the number.`,
    );
  return {
    lanes: clients.map(({ label }) => label),
    steps: steps.map((step) => {
      const lane = clients.findIndex(({ id }) => id === step.client) + 1;
      const { number, kind } = step;
      const who = clients[lane - 1]?.label ?? '';
      return { ...stepText(step, replay), number, kind, lane, who, note: notes[number] ?? '' };
    }),
    versions: versionsOf(replay),
    ending: sentence(replay.broke ?? ''),
    sums: clients.map((client) => sumOf(client, steps)).filter((text) => text !== ''),
  };
}

/** The assertion library's sentence without what says nothing to a reader. */
function sentence(broke: string): string {
  const [first = ''] = broke.split('\n');
  const plain = first.replace(' // Object.is equality', '').replace(/(?<![\w.])\+0(?![\w.])/g, '0');
  const capital = plain.charAt(0).toUpperCase() + plain.slice(1);
  return capital === '' || capital.endsWith('.') ? capital : `${capital}.`;
}

/** "one item collection: 1 request, 0.5 read units". */
function sumOf({ id, label }: Replay['clients'][number], steps: readonly ReplayStep[]): string {
  const requests = steps.flatMap((step) => (step.kind === 'request' && step.client === id ? [step] : []));
  if (requests.length === 0) return '';
  const sum = (name: 'readUnits' | 'writeUnits'): number =>
    Math.round(requests.reduce((total, request) => total + request[name], 0) * 1000) / 1000;
  const told = (count: number, noun: string): string =>
    count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
  const parts = [
    told(requests.length, 'request'),
    told(sum('readUnits'), 'read unit'),
    told(sum('writeUnits'), 'write unit'),
  ];
  return `${label}: ${parts.filter(Boolean).join(', ')}`;
}

interface Open {
  readonly item: ItemImage;
  readonly before: ItemImage | undefined;
  readonly from: number;
}

function versionsOf({ tables, start, steps }: Replay): ItemVersion[] {
  const keysOf = (table: string) => tables.find(({ name }) => name === table)?.keys ?? [];
  const histories = new Map<string, { table: string; key: string; closed: ItemVersion[]; open?: Open }>();
  const historyOf = (table: string, item: ItemImage) => {
    const key = keyText(item, keysOf(table));
    const id = `${table}\n${key}`;
    const history = histories.get(id) ?? { table, key, closed: [] };
    histories.set(id, history);
    return history;
  };
  const close = (history: ReturnType<typeof historyOf>, to: number): void => {
    const { table, key, open } = history;
    if (open === undefined) return;
    const attributes = attributesOf(open, keysOf(table));
    history.closed.push({ table, key, attributes, from: open.from, to });
    delete history.open;
  };
  for (const { table, item } of start) historyOf(table, item).open = { item, before: undefined, from: 0 };
  for (const step of steps) {
    if (step.kind !== 'request' && step.kind !== 'event') continue;
    for (const { table, key, before, after } of step.changes ?? []) {
      const history = historyOf(table, key);
      close(history, step.number - 1);
      if (after !== null) history.open = { item: after, before: before ?? {}, from: step.number };
    }
  }
  for (const history of histories.values()) close(history, steps.length);
  const inOrder = [...histories.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return tables.flatMap(({ name }) =>
    inOrder.filter(({ table }) => table === name).flatMap(({ closed }) => closed),
  );
}

function attributesOf({ item, before }: Open, keys: readonly string[]): ItemVersion['attributes'] {
  return Object.entries(item)
    .filter(([name]) => !keys.includes(name))
    .map(([name, value]) => ({
      name,
      text: valueText(value),
      isNew: before !== undefined && JSON.stringify(before[name]) !== JSON.stringify(value),
    }));
}

/** "from the beginning to step 3", "from step 4", "throughout". */
export function periodOf({ from, to }: ItemVersion, steps: number): string {
  const start = from === 0 ? 'at first' : `from step ${from}`;
  if (to === steps) return from === 0 ? 'throughout' : start;
  if (from === 0) return `until step ${to + 1}`;
  return `${start} until step ${to + 1}`;
}
