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
  /** Ends the jail that a job has left, where no job comes that could take it. */
  dropLeft(): void;
}

export interface LinkedJob {
  readonly job: Job;
  /** Of the job's files. */
  readonly modules: readonly LinkedModule[];
}

/** What one job needs, and what is left of it afterwards. */
export interface JailedJob {
  readonly binding: SandboxBinding;
  load(): Promise<void>;
  watchUncaught(uncaught: Uncaught): void;
  confirm(judged: Judged): Promise<void>;
  /** Ends the jails of the job, but for one that is left to the next job: only a job that is done leaves one. */
  end(isDone: boolean): void;
}

/** Clients of a race are two, mostly; a third jail would only cost. */
const FRESH_JAILS = 2;

/** The jail of a run that has ended, for the next run of the same files. */
interface Left {
  readonly jail: Jail;
  readonly binding: SandboxBinding;
  readonly files: string;
}

/** The next jail starts while the job before it still goes on, so that it is there when it is needed. */
export function jailedJobs(plan: JailPlan): JailedJobs {
  let spare: Jail | undefined = startJail(plan);
  let left: Left | undefined;
  const take = (): Jail => {
    const jail = spare?.isAlive() ? spare : startJail(plan);
    spare = undefined;
    return jail;
  };
  /** What was left is there for the next job only, whether that takes it or not. */
  const takeLeft = ({ handover, files }: Job): Left | undefined => {
    const found = left;
    left = undefined;
    if (handover === 'take' && found?.jail.isAlive() && found.files === JSON.stringify(files)) return found;
    found?.jail.kill();
    return undefined;
  };
  return {
    dropLeft() {
      left?.jail.kill();
      left = undefined;
    },
    begin({ job, modules }, send) {
      let told: Told | undefined;
      const jails: Jail[] = [];
      const when = (): string => told?.when() ?? 'while the files were loaded';
      const watched = watching({ send, when, told: () => told });
      const clock = setTimeout(() => watched.limit('wall'), LIMITS.wall.value * 1000);
      clock.unref();
      const print = limitOutput((output) => send({ type: 'output', ...output }));
      const open = (jail: Jail, isFirst: boolean): SandboxBinding => {
        jails.push(jail);
        const binding = new SandboxBinding(jail, { modules, events: watched, isKnown: !isFirst });
        listen(jail, { binding, watched, print: isFirst ? print : () => undefined, isReady: false });
        return binding;
      };
      const reopen = ({ jail, binding: there }: Left): SandboxBinding => {
        jails.push(jail);
        there.tell(watched);
        listen(jail, { binding: there, watched, print, isReady: true });
        return there;
      };
      const found = takeLeft(job);
      const binding = found === undefined ? open(take(), true) : reopen(found);
      return {
        binding,
        load: () => binding.load(),
        watchUncaught: (uncaught) => {
          told = uncaught.told;
        },
        async confirm(judged) {
          if (!job.isConfirmed) return;
          await confirm(judged, () => spreadBinding(FRESH_JAILS, () => open(take(), false)));
        },
        end(isDone) {
          clearTimeout(clock);
          const [first, ...others] = jails;
          for (const jail of others) jail.kill();
          if (isDone && job.handover === 'leave' && first)
            left = { jail: first, binding, files: JSON.stringify(job.files) };
          else first?.kill();
          spare ??= startJail(plan);
        },
      };
    },
  };
}

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
    rejected: (error) => told()?.rejection(error),
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
