import { FlawError } from '../checks/failure.ts';
import { learnersOrThrow, type TrialContext } from '../checks/trial-context.ts';
import { footprintOf } from '../races/footprint.ts';
import type { Script } from '../races/stepper.ts';
import type { RecordedRequest } from '../recorder/trace.ts';
import type { Attachments } from '../rig/client.ts';
import { startRecording, type Recording } from '../replay/recording.ts';
import { timelineOf } from '../replay/timeline.ts';
import { ChanceError } from '../replay/chance-error.ts';
import { ReplayError, writeToken } from '../replay/token.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { spread } from '../spread.ts';
import { crashingProcess, readPoint, spellPoint, type CrashPoint } from './crash-door.ts';

export interface CrashOptions {
  /** What the process does that is stopped: `(client) => client.call('transfer', input)`. */
  readonly work: Script;
  /**
   * What another process does afterwards, once and then once more; `work` itself unless it is given. `false` where
   * nobody comes after it: then `afterwards` must hold right after the crash.
   */
  readonly rerun?: Script | false;
  /** How long after the one before each of them comes, in virtual milliseconds; at once unless it is given. */
  readonly rerunAfterMs?: number;
  /** Looks at the tables after the rerun, and after a second one; without a rerun, after the crash. It throws when something is wrong. */
  readonly afterwards: (rig: Rig, result: unknown) => Promise<void> | void;
  /** Must hold right after the crash too, before anybody has put things right. */
  readonly invariant?: (rig: Rig) => Promise<void> | void;
  /** The chapter that explains the flaw; "retries-and-idempotence" unless it is given. */
  readonly chapter?: string;
}

interface CrashOutcome {
  /** Crash points that were tried: two for every request. */
  readonly points: number;
  readonly broken: readonly { readonly point: CrashPoint; readonly error: Error }[];
}

const QUICK_POINTS = 4;

/** The plan of a run in which nothing stops the work, and it is done again all the same. */
const WHOLE = 'whole';

/**
 * Stops a piece of work before and after each of its requests, each time on a copy of the rig as it is now; then lets
 * another process do it again, twice. It is also done again where nothing stopped it.
 *
 * @throws {FlawError} for the earliest crash point after which `afterwards` or `invariant` does not hold.
 */
export async function crashes(rig: Rig, options: CrashOptions): Promise<void> {
  const { trial } = insideOf(rig);
  const number = trial.log.nextInstrument();
  const sweep = new Sweep(rig, options);
  const plan = trial.replayOf(number);
  if (plan !== undefined) {
    const point = readPoint(plan);
    if (point === undefined && plan !== WHOLE)
      throw new ReplayError(`"${plan}" is no crash point, which would look like before3 or after3`);
    const { requests } = await sweep.whole();
    if (point !== undefined && point.request > requests)
      throw new ReplayError(
        `the work makes ${requests} requests, and is to be stopped at request ${point.request}`,
      );
    const error = await sweep.run(point);
    if (error !== undefined) throw await sweep.flaw({ point, points: 0, number });
    return trial.log.measured('crashes: the one that was asked for, and nothing broke after it');
  }
  const { requests, error } = await sweep.whole();
  if (error !== undefined) {
    trial.log.count({ instrument: 'crashes', tried: 1, broken: 1 });
    throw await sweep.flaw({ point: undefined, points: 0, number });
  }
  const { points, broken } = await explore(sweep, requests, trial);
  trial.log.count({ instrument: 'crashes', tried: points, broken: broken.length });
  if (broken[0] !== undefined) throw await sweep.flaw({ point: broken[0].point, points, number });
  trial.log.measured(
    `crashes: at ${points} points, ${trial.depth === 'quick' ? 'some' : 'all'} of those that there are`,
  );
}

async function explore(sweep: Sweep, requests: number, trial: TrialContext): Promise<CrashOutcome> {
  const broken: { point: CrashPoint; error: Error }[] = [];
  const all = Array.from({ length: requests }, (_, at) =>
    (['before', 'after'] as const).map((when): CrashPoint => ({ request: at + 1, when })),
  ).flat();
  const points = trial.depth === 'quick' ? spread(all, QUICK_POINTS) : all;
  for (const [at, point] of points.entries()) {
    trial.log.progress(at, points.length);
    const error = await sweep.run(point);
    if (error !== undefined) broken.push({ point, error });
    if (error !== undefined && !trial.countsAll) return { points: at + 1, broken };
  }
  return { points: points.length, broken };
}

interface ProcessOptions {
  readonly name: 'first' | 'second' | 'third';
  /** Where it stops; nowhere unless it is given. */
  readonly point?: CrashPoint | undefined;
  readonly recording?: Recording | undefined;
}

interface Found {
  readonly point: CrashPoint | undefined;
  /** Crash points that were tried until then; 0 where no others were. */
  readonly points: number;
  readonly number: number;
}

class Sweep {
  private readonly rig: Rig;
  private readonly options: CrashOptions;

  constructor(rig: Rig, options: CrashOptions) {
    this.rig = rig;
    this.options = options;
  }

  /** How many requests the work makes when nothing stops it, and what breaks when it is done again all the same. */
  async whole(): Promise<{ requests: number; error: Error | undefined }> {
    const { rerun, afterwards } = this.options;
    const copy = await this.rig.fork();
    const first = this.process(copy, { name: 'first' });
    const result = await first.finished;
    // What is wrong already now has nothing to do with crashes.
    await afterwards(copy, rerun === false ? undefined : result);
    const error =
      rerun === false
        ? undefined
        : await this.again(copy).then(
            () => undefined,
            (thrown: unknown) => learnersOrThrow(thrown, insideOf(copy).trial),
          );
    await insideOf(copy).close();
    return { requests: first.process.requests, error };
  }

  /** What breaks when the work stops at a point; undefined if nothing does. */
  async run(point: CrashPoint | undefined, recording?: Recording, into?: Rig): Promise<Error | undefined> {
    const copy = into ?? (await this.rig.fork());
    try {
      const { process, finished } = this.process(copy, { name: 'first', point, recording });
      await Promise.race([finished, process.stopped]);
      if (point !== undefined) await this.options.invariant?.(copy);
      await this.again(copy, recording);
      return undefined;
    } catch (error) {
      return learnersOrThrow(error, insideOf(copy).trial);
    } finally {
      if (into === undefined) await insideOf(copy).close();
    }
  }

  /** Another process does the work again, and one more after it. */
  private async again(copy: Rig, recording?: Recording): Promise<void> {
    const { rerun, rerunAfterMs, afterwards } = this.options;
    if (rerun === false) return afterwards(copy, undefined);
    for (const name of ['second', 'third'] as const) {
      if (rerunAfterMs !== undefined) {
        copy.clock.advance(rerunAfterMs);
        recording?.add({ kind: 'event', client: name, text: `${timeInWords(rerunAfterMs)} later` });
      }
      const { finished } = this.process(copy, { name, recording });
      await afterwards(copy, await finished);
    }
  }

  private process(copy: Rig, { name, point, recording }: ProcessOptions) {
    const inside = insideOf(copy);
    let last: RecordedRequest | undefined;
    const process = crashingProcess(point, {
      pass: (milliseconds) => {
        copy.clock.advance(milliseconds);
        recording?.add({ kind: 'sleep', client: name, milliseconds });
      },
      ...(recording && {
        onStop: () => recording.add({ kind: 'event', client: name, text: stopInWords(point?.when) }),
        async around(request, isLast, send) {
          let reply: Awaited<ReturnType<typeof send>> | undefined;
          const { writes } = footprintOf(request, inside.lookup);
          const fault = isLast ? { fault: 'the reply is lost' } : {};
          await recording.request({ client: name, writes, ...fault }, async () => {
            reply = await send();
            return last;
          });
          return reply as NonNullable<typeof reply>;
        },
      }),
    });
    const attachments: Attachments = {
      through: process.through,
      sleep: process.sleep,
      onRequest: (request) => {
        last = request;
      },
      ...(recording && {
        onCall: (called: string, input: unknown) => recording.called(name, called, input),
        onReturn: (call) => recording.returned(name, call),
      }),
    };
    const script = name === 'first' ? this.options.work : this.options.rerun || this.options.work;
    const finished = script(inside.attach({ name }, attachments));
    // A process that has stopped leaves its promise for ever; one that fails after that concerns nobody.
    finished.catch(() => undefined);
    return { process, finished };
  }

  /** Whether a transaction was made again so late that DynamoDB could not know it again. */
  private outlivesTokens(requests: readonly RecordedRequest[]): boolean {
    const { rerunAfterMs = 0 } = this.options;
    return rerunAfterMs >= TOKEN_MS && requests.some(({ operation }) => operation === 'TransactWriteItems');
  }

  async flaw({ point, points, number }: Found): Promise<FlawError> {
    const { trial } = insideOf(this.rig);
    const copy = await this.rig.fork();
    const recording = await startRecording(copy);
    const cause = await this.run(point, recording, copy);
    await insideOf(copy).close();
    if (cause === undefined) throw new ChanceError(`a process ${stoppedInWords(point)}`);
    const came = PROCESSES.filter(
      ({ id }) => id === 'first' || recording.steps.some((step) => step.client === id),
    );
    const tried = `${triedInWords(point, came.length, this.options)}${points === 0 ? '' : `; crash points tried so far: ${points}`}.`;
    const plan = point === undefined ? WHOLE : spellPoint(point);
    const token = writeToken({ checkId: trial.checkId, seed: trial.seed, instrument: number, plan });
    const replay = recording.finish({
      instrument: 'crashes',
      title: tried,
      broke: cause.message,
      seed: trial.seed,
      token,
      clients: came,
    });
    const chapter = this.options.chapter ?? 'retries-and-idempotence';
    const requests = [...recording.requests];
    const timeline = timelineOf(replay);
    const why = `${point === undefined ? WHY_AGAIN : WHY}${this.outlivesTokens(requests) ? WHY_TOKENS : ''}`;
    return new FlawError(
      { instrument: 'crashes', tried, timeline, why, chapter, token, replay, requests },
      cause,
    );
  }
}

const PROCESSES = [
  { id: 'first', label: 'first process' },
  { id: 'second', label: 'second process' },
  { id: 'third', label: 'third process' },
] as const;

const WHY =
  'A process can stop between any two requests, and a request can be carried out although its reply never comes. What ' +
  'has been written stays; what was only in memory is gone.';
const WHY_AGAIN =
  'Who starts a piece of work cannot always know that it is done: a reply can be lost, and a queue can deliver a message ' +
  'twice. Then the work is done again from its beginning, and everything that it wrote is there already.';
const WHY_TOKENS =
  ' The ClientRequestToken of a transaction is good for ten minutes; after that, the same transaction is a new one.';

/** Source: API reference of TransactWriteItems, ClientRequestToken. */
const TOKEN_MS = 10 * 60_000;

/** What happened, and how far it came: who looks at the tables right after a crash has seen one process only. */
function triedInWords(
  point: CrashPoint | undefined,
  came: number,
  { rerun, rerunAfterMs }: Pick<CrashOptions, 'rerun' | 'rerunAfterMs'>,
): string {
  const first = `The process ${stoppedInWords(point)}`;
  if (came < 2) return `${first}, and this is how it left the tables`;
  const when = rerunAfterMs === undefined ? 'then' : `${timeInWords(rerunAfterMs)} later`;
  const what = rerun === undefined ? 'did the work again' : 'came after it';
  return `${first}, and ${when} another one ${what}${came < 3 ? '' : ', and then a third one'}`;
}

function stoppedInWords(point: CrashPoint | undefined): string {
  if (point === undefined) return 'came to its end without being stopped';
  return point.when === 'before'
    ? `was stopped before its request ${point.request}`
    : `was stopped after its request ${point.request}, whose reply was lost`;
}

function stopInWords(when: CrashPoint['when'] | undefined): string {
  return when === 'before' ? 'the process stops before its next request' : 'the process stops';
}

/** "11 minutes", "1.5 minutes", "20 seconds". */
function timeInWords(milliseconds: number): string {
  return milliseconds < 60_000 ? `${milliseconds / 1000} seconds` : `${milliseconds / 60_000} minutes`;
}
