import type { Binding } from '@keysmith/instruments/host';
import type { Job } from '../child/messages.ts';
import { limitOutput } from '../job/limit-output.ts';
import type { JobMessage } from '../job/messages.ts';
import type { Judged, Told, Uncaught } from '../job/run-job.ts';
import type { LinkedModule } from '../loader/linked-module.ts';
import { SandboxBinding } from './binding.ts';
import type { JailPlan } from './command.ts';
import { confirm } from './confirm.ts';
import { endingText, limitOf } from './endings.ts';
import type { SandboxEvents } from './events.ts';
import { startJail, type Jail } from './jail.ts';
import { limitText, LIMITS, type LimitName } from './limits.ts';
import { spreadBinding } from './spread.ts';

/** Runs jobs whose learner's code lives in jails, one after the other. */
export interface JailedJobs {
  /** @param send tells the outside what becomes of the job */
  begin(given: LinkedJob, send: (message: JobMessage) => void): JailedJob;
  /** Ends the jails that a job has left, where no job comes that could take them. */
  dropLeft(): void;
}

export interface LinkedJob {
  readonly job: Job;
  /** Of the job's files. */
  readonly modules: readonly LinkedModule[];
}

/** What one job needs, and what is left of it afterwards. */
export interface JailedJob {
  readonly binding: Binding;
  load(): Promise<void>;
  watchUncaught(uncaught: Uncaught): void;
  confirm(judged: Judged): Promise<void>;
  /** Ends the jails of the job, but for those that are left to the next job: only a job that is done leaves any. */
  end(isDone: boolean): void;
}

/** Clients of a race are two, mostly; a third jail would only cost. */
const JAILS_MAX = 2;

/** A jail that holds the files of a job. */
interface Cell {
  readonly jail: Jail;
  readonly binding: SandboxBinding;
}

/** The cells of a run that has ended, for the next run of the same files. */
interface Left {
  readonly cells: readonly Cell[];
  readonly files: string;
}

/** The next jail starts while the one before it is at work, so that it is there when it is needed. */
export function jailedJobs(plan: JailPlan): JailedJobs {
  let spare = startJail(plan);
  let left: Left | undefined;
  const take = (): Jail => {
    const jail = spare.isAlive() ? spare : startJail(plan);
    spare = startJail(plan);
    return jail;
  };
  const dropLeft = (): void => {
    for (const { jail } of left?.cells ?? []) jail.kill();
    left = undefined;
  };
  /** What was left is there for the next job only, whether that takes it or not. */
  const takeLeft = ({ handover, files }: Job): readonly Cell[] => {
    const found = left;
    const isFit =
      handover === 'take' &&
      found?.files === JSON.stringify(files) &&
      found.cells.every(({ jail, binding }) => jail.isAlive() && binding.isIdle);
    if (!isFit) dropLeft();
    left = undefined;
    return isFit ? found.cells : [];
  };
  return {
    dropLeft,
    begin(given, send) {
      const { job } = given;
      const { cells, ...begun } = beginJob(given, { send, take, left: takeLeft(job) });
      return {
        ...begun,
        end(isDone) {
          begun.end(isDone);
          const isLeaving = isDone && job.handover === 'leave';
          const kept = isLeaving ? cells.slice(0, JAILS_MAX) : [];
          for (const cell of cells) if (!kept.includes(cell)) cell.jail.kill();
          if (isLeaving) left = { cells: kept, files: JSON.stringify(job.files) };
        },
      };
    },
  };
}

interface Beginning {
  readonly send: (message: JobMessage) => void;
  /** Gives a jail that holds nothing yet. */
  readonly take: () => Jail;
  readonly left: readonly Cell[];
}

/** `cells` are all that the job has come to use, in the order in which it opened them. */
function beginJob(
  { job, modules }: LinkedJob,
  { send, take, left }: Beginning,
): JailedJob & { readonly cells: readonly Cell[] } {
  let told: Told | undefined;
  const when = (): string => told?.when() ?? 'while the files were loaded';
  const watched = watching({ send, when, told: () => told });
  const clock = setTimeout(() => watched.limit('wall'), LIMITS.wall.value * 1000);
  clock.unref();
  const print = limitOutput((output) => send({ type: 'output', ...output }));
  const cells: Cell[] = [];
  /** @param isHeard whether what the code prints is told: where checks are judged once more, it was told before */
  const open = (isHeard: boolean): SandboxBinding => {
    const jail = take();
    const binding = new SandboxBinding(jail, { modules, events: watched, isKnown: cells.length > 0 });
    cells.push({ jail, binding });
    listen(jail, { binding, watched, print: isHeard ? print : () => undefined, isReady: false });
    return binding;
  };
  for (const { jail, binding } of left) {
    cells.push({ jail, binding });
    binding.tell(watched);
    listen(jail, { binding, watched, print, isReady: true });
  }
  if (cells.length === 0) open(true);
  const ready = cells.map(({ binding }) => binding);
  const first = ready[0] as SandboxBinding;
  return {
    cells,
    binding: job.isSpread ? spreadBinding(JAILS_MAX, () => ready.shift() ?? open(true)) : first,
    load: () => first.load(),
    watchUncaught: (uncaught) => {
      told = uncaught.told;
    },
    async confirm(judged) {
      if (job.isConfirmed) await confirm(judged, () => spreadBinding(JAILS_MAX, () => open(false)));
    },
    end: () => clearTimeout(clock),
  };
}

/** One says what all of them say, and nobody reads a thousand. */
const REJECTIONS_TOLD_MAX = 100;

interface Watched extends SandboxEvents {
  exit(reason: string): void;
  when(): string;
}

/** Turns what happens in a jail into the end of its job. */
function watching({
  send,
  when,
  told,
}: {
  send: (message: JobMessage) => void;
  when: () => string;
  told: () => Told | undefined;
}): Watched {
  let rejections = 0;
  const limit = (name: LimitName): void =>
    send({
      type: 'failed',
      code: 'limit',
      reason: `${limitText(name)} This happened ${when()}.`,
      limit: name,
    });
  return {
    when,
    limit,
    forged: (what) =>
      send({
        type: 'failed',
        code: 'protocol',
        reason: `The code meddled with the way to the judge ${when()}: it sent ${what}. Nothing of that counts.`,
      }),
    unloadable: (error) => send({ type: 'failed', code: 'load', reason: error.message }),
    exit: (reason) => send({ type: 'failed', code: 'exit', reason }),
    thrown: (error) => told()?.exception(error),
    rejected(error) {
      rejections += 1;
      if (rejections <= REJECTIONS_TOLD_MAX) told()?.rejection(error);
    },
  };
}

interface Listening {
  readonly binding: SandboxBinding;
  readonly watched: Watched;
  readonly print: ReturnType<typeof limitOutput>;
  /** Whether the jail has said already that it is. */
  readonly isReady: boolean;
}

function listen(jail: Jail, { binding, watched, print, ...given }: Listening): void {
  let { isReady } = given;
  jail.listen({
    frame(frame) {
      if (isReady) return binding.receive(frame);
      isReady = frame.words[0] === 'ready';
      if (!isReady) watched.forged('something before it was ready');
    },
    output: (stream, text) => print({ stream, text }),
    broken(problem) {
      binding.break();
      jail.kill();
      if (problem === 'protocol') watched.forged('bytes that are no message');
      else watched.limit(problem);
    },
    ended(ending, lastWords) {
      binding.break();
      const limit = limitOf(ending, lastWords);
      if (limit !== undefined) return watched.limit(limit);
      const how = endingText(ending);
      if (!isReady) return watched.exit(`The sandbox did not start (${how}). ${lastWords.trim()}`);
      watched.exit(
        `Your code ended the process ${watched.when()} (${how}). Take \`process.exit\` out; throw an error instead.`,
      );
    },
  });
}
