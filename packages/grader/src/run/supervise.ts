import { checkResultSchema } from '@keysmith/course';
import type { Child, Ending } from '../child/process.ts';
import type { Job } from '../child/messages.ts';
import { Watch } from '../job/watch.ts';
import type { RunOptions, RunOutcome } from './options.ts';

export type SuperviseOptions = Pick<RunOptions, 'onEvent' | 'stallMs' | 'inspect' | 'signal'>;

const STALL_MS = 10_000;

/**
 * Gives a child its job, and watches it until there is an outcome. Whatever happens to the child, the promise
 * settles; afterwards the child is gone.
 */
export function supervise(child: Child, job: Job, options: SuperviseOptions): Promise<RunOutcome> {
  const { onEvent, stallMs = STALL_MS, inspect: isPatient, signal } = options;
  const readVerdict = (value: unknown) => checkResultSchema.safeParse(value).data;
  const watch = new Watch(job, { runner: 'process', readVerdict, onEvent, stallMs, isPatient, signal });
  child.listen((message) => {
    if (message.type === 'ready') child.run(job);
    watch.receive(message);
  });
  void child.ended.then((ending) => childEnded(watch, ending));
  return watch.outcome.finally(() => child.kill());
}

function childEnded(watch: Watch, ending: Ending): void {
  const { when } = watch;
  if (!watch.isReady) {
    watch.end('exercise', `The process that runs the checks did not start (${endingText(ending)}).`);
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
