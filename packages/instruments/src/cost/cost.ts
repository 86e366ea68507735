import { itemSizeBytes } from '@keysmith/engine/size';
import type { JsonObject } from '@keysmith/table/door';
import { FlawError, LearnerError, PropertyError } from '../checks/failure.ts';
import type { BillLine } from '../checks/trial-log.ts';
import { isObject } from '../recorder/tables.ts';
import type { Trace } from '../recorder/trace.ts';
import type { Call, Client, Run } from '../rig/client.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { textTable } from '../text-table.ts';
import { inWords } from './units.ts';

export type Budget = NonNullable<BillLine['budget']>;

/** What came back, which a budget is a formula of. */
export interface Returned {
  readonly items: number;
  /** As DynamoDB counts them. */
  readonly bytes: number;
}

export interface Pattern {
  /** One call: `(client) => client.run('getWorkspace', input)`. */
  readonly call: (client: Client) => Promise<Run<unknown>>;
  readonly budget: (returned: Returned) => Budget;
  /** The name of the error that the call must end with, where a refusal is what is measured. */
  readonly error?: string;
}

const MEASURES = ['requests', 'readUnits', 'writeUnits', 'bytes'] as const;
const NAMES: Readonly<Record<(typeof MEASURES)[number], string>> = {
  requests: 'requests',
  readUnits: 'read units',
  writeUnits: 'write units',
  bytes: 'bytes',
};

/**
 * Makes one call for each access pattern, each on a copy of the rig as it is now, and holds what it cost against its
 * budget. The bill is part of the verdict, whether it passes or not.
 *
 * @throws {FlawError} for the first pattern that costs more than it may.
 */
export async function cost(rig: Rig, patterns: Readonly<Record<string, Pattern>>): Promise<void> {
  const { trial } = insideOf(rig);
  trial.log.nextInstrument();
  const lines: BillLine[] = [];
  const made: { run: Run<unknown>; call: Call | undefined }[] = [];
  for (const [pattern, { call, budget, error }] of Object.entries(patterns)) {
    const copy = await rig.fork();
    const run = await call(copy.client({ name: 'client' }));
    await insideOf(copy).close();
    // Nothing is cheaper than a call that throws at once.
    if (run.error !== undefined && run.error.name !== error)
      throw new LearnerError(trial.lastCall()?.name ?? pattern, run.error);
    const returned = returnedBy(run.trace);
    const { requests, readUnits, writeUnits } = run.trace;
    const line = { requests: requests.length, readUnits, writeUnits, bytes: returned.bytes };
    lines.push({ pattern, ...line, budget: budget(returned) });
    made.push({ run, call: trial.lastCall() });
    trial.log.bill(lines.at(-1) as BillLine);
  }
  const broken = lines.filter((line) => excessOf(line) !== undefined);
  trial.log.count({ instrument: 'cost', tried: lines.length, broken: broken.length });
  const [first] = broken;
  if (first === undefined) return;
  const at = lines.indexOf(first);
  throw new FlawError(
    {
      instrument: 'cost',
      tried: `One call was made for each access pattern, and what DynamoDB charged for it was added up.`,
      timeline: billTable(lines),
      why: WHY,
      chapter: 'what-dynamodb-is-and-when-to-walk-away',
      requests: made[at]?.run.trace.requests ?? [],
      call: made[at]?.call,
    },
    new PropertyError(`"${first.pattern}" ${excessOf(first)}`),
  );
}

function excessOf(line: BillLine): string | undefined {
  const measure = MEASURES.find((name) => line[name] > (line.budget?.[name] ?? Infinity));
  if (measure === undefined) return undefined;
  return `costs ${inWords(line[measure], NAMES[measure])}, and its budget is ${line.budget?.[measure]}`;
}

/** The bill as text: what each pattern cost, and in brackets what it may cost. */
export function billTable(lines: readonly BillLine[]): string {
  const cell = (line: BillLine, name: (typeof MEASURES)[number]): string => {
    const budget = line.budget?.[name];
    if (budget === undefined) return String(line[name]);
    return `${line[name]} (${budget})${line[name] > budget ? ' !' : ''}`;
  };
  return textTable([
    ['access pattern', ...MEASURES.map((name) => NAMES[name])],
    ...lines.map((line) => [line.pattern, ...MEASURES.map((name) => cell(line, name))]),
  ]);
}

/** The items that came back, of reads and of writes that return attributes. */
export function returnedBy({ requests }: Trace): Returned {
  const items = requests.flatMap(({ reply }) => itemsOf(reply));
  return { items: items.length, bytes: items.reduce((sum, item) => sum + itemSizeBytes(item as never), 0) };
}

function itemsOf({ Item, Items, Attributes, Responses }: JsonObject): JsonObject[] {
  if (isObject(Item)) return [Item];
  if (isObject(Attributes)) return [Attributes];
  if (Array.isArray(Items)) return Items as JsonObject[];
  if (Array.isArray(Responses)) return Responses.flatMap((each) => (isObject(each) ? itemsOf(each) : []));
  return isObject(Responses) ? (Object.values(Responses).flat() as JsonObject[]) : [];
}

const WHY =
  'DynamoDB charges for what it reads and writes, not for what it returns: a read unit for every 4 KB read (half of ' +
  'one if eventually consistent), a write unit for every 1 KB written, and again for each index that changes.';
