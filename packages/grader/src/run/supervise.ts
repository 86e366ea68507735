import { checkResultSchema } from '@keysmith/course';
import type { Child, Ending } from '../child/process.ts';
import type { FromChild, Job } from '../child/messages.ts';
import { Watch } from '../job/watch.ts';
import type { RunOptions, RunOutcome } from './options.ts';

export interface SuperviseOptions extends Pick<RunOptions, 'onEvent' | 'stallMs' | 'inspect' | 'signal'> {
  /** Whether the child may run another job after this one. */
  readonly isReusable?: boolean;
  /** Whether the child holds trusted code only, so that its end is no learner's doing. */
  readonly isTrusted?: boolean;
  /** Whether it has run a job before, and so will not say again that it is ready. */
  readonly isWarm?: boolean;
  /** Called when nothing of the learner's code has run in the child, which is left alive then for whoever gave this. */
  readonly onUntouched?: () => void;
}

const STALL_MS = 10_000;

/**
 * Gives a child its job, and watches it until there is an outcome. Whatever happens to the child, the promise settles;
 * afterwards the child is gone, unless it `isReusable` and has ended the job in good order.
 */
export async function supervise(child: Child, job: Job, options: SuperviseOptions): Promise<RunOutcome> {
  const {
    onEvent,
    stallMs = STALL_MS,
    inspect: isPatient,
    signal,
    isReusable = false,
    isTrusted = false,
    onUntouched,
  } = options;
  const readVerdict = (value: unknown) => checkResultSchema.safeParse(value).data;
  const watch = new Watch(job, { runner: 'process', readVerdict, onEvent, stallMs, isPatient, signal });
  const watched: Watched = { watch, isTrusted, isLinked: false };
  whenEnded(child, watched);
  let [isDone, isUntouched] = [false, false];
  const receive = (message: FromChild): void => {
    if (message.type === 'linked') {
      watched.isLinked = true;
    } else if (message.type === 'unlinked') {
      isUntouched = true;
      watch.end(message.code, message.reason);
    } else {
      if (message.type === 'ready') child.run(job);
      isDone ||= message.type === 'done';
      watch.receive(message);
    }
  };
  if (options.isWarm) receive({ type: 'ready' });
  child.listen(receive);
  try {
    return await watch.outcome;
  } finally {
    delete watched.watch;
    child.listen(() => undefined);
    const isKept = isUntouched ? onUntouched !== undefined : isReusable && isDone;
    if (!isKept) child.kill();
    if (isUntouched) onUntouched?.();
  }
}

/** What watches over the job that a child runs, as long as it runs it: a child that lives on must not keep its outcomes. */
interface Watched {
  watch?: Watch;
  readonly isTrusted: boolean;
  /** Until it is, a child works on nothing but the learner's files. */
  isLinked: boolean;
}

function whenEnded(child: Child, watched: Watched): void {
  void child.ended.then((ending) => {
    if (watched.watch !== undefined) childEnded(watched.watch, ending, watched);
  });
}

function childEnded(watch: Watch, ending: Ending, { isTrusted, isLinked }: Watched): void {
  const { when } = watch;
  if (!watch.isReady) {
    watch.end('exercise', `The process that runs the checks did not start (${endingText(ending)}).`);
  } else if (!isLinked) {
    const remedy = 'Is a file made by a program? Write it by hand.';
    watch.end('exit', `Your files could not be read: the process ended (${endingText(ending)}). ${remedy}`);
  } else if (isTrusted) {
    watch.end('exercise', `The process that runs the checks ended ${when} (${endingText(ending)}).`);
  } else if (ending.signal === 'SIGABRT' || ending.code === 134) {
    watch.end('exit', `The process ran out of memory ${when}. Does a list grow without end?`);
  } else {
    const remedy = 'Take `process.exit` out; throw an error instead.';
    watch.end('exit', `Your code ended the process ${when} (${endingText(ending)}). ${remedy}`);
  }
}

function endingText({ code, signal }: Ending): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
