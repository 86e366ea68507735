import { isInLine, isSerial, type Schedule } from './schedule.ts';

/** What a message says of the run that broke, before it shows the steps. */
export interface Told {
  readonly tried: string;
  readonly why: string;
  /** False where the clients need not even come in another order: then no chapter about races helps. */
  readonly isRace: boolean;
}

/** `runs` is how many were tried until one broke; undefined for a run that was asked for. */
export function toldOf(clients: readonly string[], schedule: Schedule, runs: number | undefined): Told {
  if (!isSerial(schedule)) return { tried: sideBySide(clients, runs), why: WHY, isRace: true };
  const isRace = !isInLine(schedule);
  return { tried: oneByOne(clients, schedule), why: isRace ? WHY_SERIAL : WHY_ALONE, isRace };
}

const WHY =
  'DynamoDB carries out one request at a time on an item, and nothing holds it between two requests of one client: ' +
  "another client's requests may come in between.";

/** Nobody comes in between, and still the flaw needs two: clients come in whichever order they like. */
const WHY_SERIAL =
  'No request came between those of another client. It breaks when they come one after the other in this order, and ' +
  'nobody can say which of them comes first.';

/** A flaw that shows without a race must not be taken for one. */
const WHY_ALONE =
  'This is no race: no request came between those of another client. It breaks also when each client waits for the ' +
  'one before it.';

function oneByOne(clients: readonly string[], schedule: Schedule): string {
  const order = [...new Set([...schedule, ...clients.keys()])].map((client) => clients[client] as string);
  const worked = order.map((name, at) => (at === 0 ? `First ${name} worked` : `then ${name}`));
  return `${worked.join(', ')}; it broke already so.`;
}

function sideBySide(clients: readonly string[], runs: number | undefined): string {
  const who = [clients.slice(0, -1).join(', '), clients.at(-1)].filter(Boolean).join(' and ');
  const worked = `${who} worked at the same time`;
  if (runs === undefined) return `${worked}, in the order that was asked for.`;
  if (runs === 1) return `${worked}; it broke in the first order of their requests that was tried.`;
  return `${worked}; it broke in one of the first ${runs} orders of their requests that were tried.`;
}
