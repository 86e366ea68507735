import type { FaultPlan } from '@keysmith/engine';
import type { Door, JsonObject, WireReply, WireRequest } from '@keysmith/table/door';
import { createRandom } from '../random.ts';
import type { Client } from '../rig/client.ts';
import { tellRun, tryRun, type RunOnce } from '../replay/record-run.ts';
import { ReplayError } from '../replay/token.ts';
import { insideOf, type Rig } from '../rig/rig.ts';

export interface LagOptions {
  /** What is done while copies are behind; it throws when something is wrong, as `expect` does. */
  readonly work: (client: Client, rig: Rig) => Promise<unknown>;
  /** What is behind: global indexes, eventually consistent reads of the table, or both (unless it is given). */
  readonly behind?: 'indexes' | 'reads' | 'both';
  /** How far at most, in virtual milliseconds; 1,000 unless it is given. Time passes only where somebody waits. */
  readonly ms?: number;
  /** How many runs, each with other delays; 12 unless it is given. */
  readonly runs?: number;
  /** The chapter that explains it; "partitions-replicas-consistency" unless it is given. */
  readonly chapter?: string;
}

const RUNS = 12;
const QUICK_RUNS = 2;

/**
 * Lets indexes and eventually consistent reads be behind the table, as they may be on DynamoDB, and does the work
 * several times, each time on a copy of the rig and with other delays. Only the embedded engine can.
 *
 * @throws {FlawError} for the first run in which `work` throws; its timeline marks the reads that were stale.
 */
export async function lag(rig: Rig, options: LagOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const plan = trial.replayOf(number);
  const runs = trial.depth === 'quick' ? QUICK_RUNS : (options.runs ?? RUNS);
  const delays = createRandom(trial.seed, `${trial.checkId}/lag-${number}`);
  const all = Array.from({ length: runs }, () =>
    Math.ceil((options.ms ?? 1000) * (0.5 + delays.fraction() / 2)),
  );
  const chosen = plan === undefined ? all : [readDelay(plan)];
  // What breaks with nothing behind is no matter of lag, and is told as it is.
  const upToDate = await tryRun(rig, runWith(0, options));
  if (upToDate !== undefined) throw upToDate;
  let broken = 0;
  let first: { ms: number; tried: number } | undefined;
  for (const [at, ms] of chosen.entries()) {
    trial.log.progress(at, chosen.length);
    if ((await tryRun(rig, runWith(ms, options))) === undefined) continue;
    broken += 1;
    first ??= { ms, tried: at + 1 };
    if (!trial.countsAll) break;
  }
  trial.log.count({ instrument: 'lag', tried: chosen.length, broken });
  if (first !== undefined) throw await flaw(rig, options, { ...first, number });
  trial.log.measured(`lag: ${chosen.length} runs with copies up to ${options.ms ?? 1000} ms behind`);
}

function readDelay(plan: string): number {
  if (/^[1-9]\d{0,8}$/.test(plan)) return Number(plan);
  throw new ReplayError(`"${plan}" is no number of milliseconds that copies may be behind`);
}

/** One run with copies so far behind at most; 0 for none. */
function runWith(ms: number, { work, behind = 'both' }: LagOptions): RunOnce {
  return async (copy, clientOf) => {
    const bound = { ms };
    const plan: FaultPlan = {
      tables: {
        '*': {
          ...(behind === 'reads' ? {} : { indexLag: bound }),
          ...(behind === 'indexes' ? {} : { readLag: bound }),
        },
      },
    };
    if (ms > 0) copy.setFaults(plan);
    // With nothing behind there is nothing to mark, and tables that cannot lag have no copy to compare with.
    const marked =
      ms > 0
        ? { door: (inner: Door, said: (text: string) => void) => markStale(copy, inner, said) }
        : undefined;
    const client = clientOf({ name: 'client' }, marked);
    await work(client, copy);
  };
}

/** Says of a read whether it showed what the table no longer holds. */
function markStale(copy: Rig, inner: Door, said: (text: string) => void): Door {
  return {
    async send(request) {
      const stale = READS.includes(request.operation) ? await staleness(copy, request) : undefined;
      if (stale !== undefined) said(stale);
      return inner.send(request);
    },
  };
}

const READS = ['GetItem', 'Query', 'Scan', 'BatchGetItem'];

/** Asks a copy with nothing behind, and compares. The request itself is made by the caller. */
async function staleness(copy: Rig, request: WireRequest): Promise<string | undefined> {
  const [late, now] = [await copy.fork(), await copy.fork()];
  now.setFaults(undefined);
  const [seen, held] = [await ask(late, request), await ask(now, request)];
  await insideOf(late).close();
  await insideOf(now).close();
  if (JSON.stringify(itemsIn(seen)) === JSON.stringify(itemsIn(held))) return undefined;
  const what = request.input['IndexName'] === undefined ? 'this copy of the table' : 'the index';
  return `stale: ${what} has not seen the last writes`;
}

function ask(rig: Rig, request: WireRequest): Promise<WireReply> {
  return insideOf(rig).door.send(request);
}

function itemsIn({ body }: WireReply): unknown[] {
  const { Item, Items, Responses } = body as JsonObject;
  return [Item, Items, Responses];
}

function flaw(
  rig: Rig,
  options: LagOptions,
  { ms, tried, number }: { ms: number; tried: number; number: number },
): Promise<Error> {
  const about = {
    instrument: 'lag',
    number,
    tried: `Copies of the table were up to ${ms} ms behind it, as they may be at any time; runs tried so far: ${tried}.`,
    plan: String(ms),
    why: WHY,
    chapter: options.chapter ?? 'partitions-replicas-consistency',
  };
  return tellRun(rig, about, runWith(ms, options));
}

const WHY =
  'A global index follows its table by itself and some time later, and there is no consistent read of one. A read of ' +
  'the table without ConsistentRead may come from a replica that has not seen the last writes.';
