import { FlawError } from '../checks/failure.ts';
import { learnersOrThrow, type TrialContext } from '../checks/trial-context.ts';
import { footprintOf } from '../races/footprint.ts';
import type { Script } from '../races/stepper.ts';
import type { RecordedRequest } from '../recorder/trace.ts';
import type { Attachments } from '../rig/client.ts';
import { startRecording, type Recording } from '../replay/recording.ts';
import { timelineOf } from '../replay/timeline.ts';
import { writeToken } from '../replay/token.ts';
import { insideOf, type Rig } from '../rig/rig.ts';
import { crashingProcess, readPoint, spellPoint, type CrashPoint } from './crash-door.ts';

export interface CrashOptions {
  /** What the process does that is stopped: `(client) => client.call('transfer', input)`. */
  readonly work: Script;
  /**
   * What another process does afterwards, once and then once more; `work` itself unless it is given. `false` where
   * nobody comes after it: then `afterwards` must hold right after the crash.
   */
  readonly rerun?: Script | false;
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

const QUICK_POINTS = 12;

/**
 * Stops a piece of work before and after each of its requests, each time on a copy of the rig as it is now; then lets
 * another process do it again, twice.
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
    if (point === undefined)
      throw new Error(`"${plan}" is no crash point; one looks like before3 or after3.`);
    const error = await sweep.run(point);
    if (error !== undefined) throw await sweep.flaw(point, { points: 1, broken: [] }, number);
    return trial.log.measured('crashes: the one that was asked for, and nothing broke after it');
  }
  const outcome = await explore(sweep, trial);
  const [first] = outcome.broken;
  trial.log.count({ instrument: 'crashes', tried: outcome.points, broken: outcome.broken.length });
  if (first !== undefined) throw await sweep.flaw(first.point, outcome, number);
  trial.log.measured(
    `crashes: at ${outcome.points} points, ${trial.depth === 'quick' ? 'some' : 'all'} of those that there are`,
  );
}

async function explore(sweep: Sweep, trial: TrialContext): Promise<CrashOutcome> {
  const broken: { point: CrashPoint; error: Error }[] = [];
  const requests = await sweep.count();
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

/** So many of them at most, spread evenly, the first and the last among them. */
function spread<T>(values: readonly T[], count: number): T[] {
  if (values.length <= count) return [...values];
  return Array.from(
    { length: count },
    (_, at) => values[Math.round((at * (values.length - 1)) / (count - 1))] as T,
  );
}

interface ProcessOptions {
  readonly name: 'first' | 'second' | 'third';
  /** Where it stops. */
  readonly point?: CrashPoint;
  readonly recording?: Recording | undefined;
}

class Sweep {
  private readonly rig: Rig;
  private readonly options: CrashOptions;

  constructor(rig: Rig, options: CrashOptions) {
    this.rig = rig;
    this.options = options;
  }

  /** Requests of the work when nothing stops it, which must be right too: once, and again. */
  async count(): Promise<number> {
    const copy = await this.rig.fork();
    const first = this.process(copy, { name: 'first' });
    const result = await first.finished;
    if (this.options.rerun !== false) await this.options.afterwards(copy, result);
    await this.again(copy);
    await insideOf(copy).close();
    return first.process.requests;
  }

  /** What breaks when the work stops at a point; undefined if nothing does. */
  async run(point: CrashPoint, recording?: Recording, into?: Rig): Promise<Error | undefined> {
    const copy = into ?? (await this.rig.fork());
    try {
      const { process, finished } = this.process(copy, { name: 'first', point, recording });
      await Promise.race([finished, process.stopped]);
      await this.options.invariant?.(copy);
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
    const { rerun, afterwards } = this.options;
    if (rerun === false) return afterwards(copy, undefined);
    for (const name of ['second', 'third'] as const) {
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

  async flaw(point: CrashPoint, outcome: CrashOutcome, number: number): Promise<FlawError> {
    const { trial } = insideOf(this.rig);
    const copy = await this.rig.fork();
    const recording = await startRecording(copy);
    const cause = await this.run(point, recording, copy);
    await insideOf(copy).close();
    if (cause === undefined) {
      throw new Error(
        `A crash ${inWords(point)} broke a check once and then did not. Something in it comes by chance: ` +
          'take time and chance from the context.',
      );
    }
    const tried = `The process was stopped ${inWords(point)}, and then another one did the work again; crash points tried so far: ${outcome.points}.`;
    const token = writeToken({
      checkId: trial.checkId,
      seed: trial.seed,
      instrument: number,
      plan: spellPoint(point),
    });
    const replay = recording.finish({
      instrument: 'crashes',
      title: tried,
      broke: cause.message,
      seed: trial.seed,
      token,
      clients: [
        { id: 'first', label: 'first process' },
        { id: 'second', label: 'second process' },
        { id: 'third', label: 'third process' },
      ].filter(({ id }) => id === 'first' || recording.steps.some((step) => step.client === id)),
    });
    const chapter = this.options.chapter ?? 'retries-and-idempotence';
    const requests = [...recording.requests];
    return new FlawError(
      {
        instrument: 'crashes',
        tried,
        timeline: timelineOf(replay),
        why: WHY,
        chapter,
        token,
        replay,
        requests,
      },
      cause,
    );
  }
}

const WHY =
  'A process can stop between any two requests, and a request can be carried out although its reply never comes. What ' +
  'has been written stays; what was only in memory is gone.';

function inWords({ request, when }: CrashPoint): string {
  return when === 'before'
    ? `before its request ${request}`
    : `after its request ${request}, whose reply was lost`;
}

function stopInWords(when: CrashPoint['when'] | undefined): string {
  return when === 'before' ? 'the process stops before its next request' : 'the process stops';
}
