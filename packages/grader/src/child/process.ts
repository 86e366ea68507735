import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Connection, FromChild, Job, ToChild } from './messages.ts';

/** How a child ended: its exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * A process that judges. Where a learner's code runs in it, one job and no second one, so that nothing of one learner
 * reaches the next.
 */
export interface Child {
  /** Messages that came before the listener was set are given to it at once. */
  listen(onMessage: (message: FromChild) => void): void;
  run(job: Job): void;
  /** Lets a child that waits judge something like the job that will come, of which it becomes fast. The code is trusted. */
  warmUp(job: Job): void;
  readonly ended: Promise<Ending>;
  isAlive(): boolean;
  wasKilled(): boolean;
  /** Ends the child and everything that it started. */
  kill(): void;
}

export interface StartChildOptions extends Connection {
  readonly inspect?: boolean;
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Most of what a judge makes is gone after a check: room for it saves a few per cent of a batch's time. */
const JUDGE_FLAGS = ['--max-semi-space-size=64'];

const alive = new Set<Child>();

/** Starts a child, which loads the SDK and the instruments and says `ready` when it can take a job. */
export function startChild({ inspect = false, ...connection }: StartChildOptions): Child {
  const flags = [...(connection.jail ? JUDGE_FLAGS : []), ...(inspect ? ['--inspect-brk'] : [])];
  const process_ = spawn(process.execPath, [...flags, MAIN], {
    // A group of its own, so that what a learner's code starts ends with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'json',
  });
  const child = wrap(process_);
  endWithThisProcess(child);
  post(process_, { type: 'connect', to: connection });
  return child;
}

function wrap(process_: ChildProcess): Child {
  let wasKilled = false;
  const waiting: FromChild[] = [];
  let deliver = (message: FromChild): void => void waiting.push(message);
  process_.on('message', (message) => deliver(message as FromChild));
  // What comes past the child's own capture: Node's last words, or a debugger's first.
  for (const stream of ['stdout', 'stderr'] as const) {
    process_[stream]
      ?.setEncoding('utf8')
      .on('data', (text: string) => deliver({ type: 'output', stream, text }));
  }
  const ended = new Promise<Ending>((resolve) => {
    process_.on('exit', (code, signal) => resolve({ code, signal }));
    process_.on('error', () => resolve({ code: null, signal: null }));
  });
  return {
    listen(onMessage) {
      deliver = onMessage;
      for (const message of waiting.splice(0)) onMessage(message);
    },
    run: (job) => post(process_, { type: 'run', job }),
    warmUp: (job) => post(process_, { type: 'warm-up', job }),
    ended,
    isAlive: () => process_.exitCode === null && process_.signalCode === null && process_.connected,
    wasKilled: () => wasKilled,
    kill() {
      wasKilled = true;
      killGroup(process_);
    },
  };
}

/** A child that has just ended cannot be told anything; its ending says more than the failed write would. */
function post(process_: ChildProcess, message: ToChild): void {
  if (process_.connected) process_.send(message, () => undefined);
}

function killGroup(process_: ChildProcess): void {
  const { pid } = process_;
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') process_.kill('SIGKILL');
    else process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function endWithThisProcess(child: Child): void {
  if (alive.size === 0) process.on('exit', killAll);
  alive.add(child);
  void child.ended.then(() => {
    alive.delete(child);
    if (alive.size === 0) process.off('exit', killAll);
  });
}

function killAll(): void {
  for (const child of alive) child.kill();
}
