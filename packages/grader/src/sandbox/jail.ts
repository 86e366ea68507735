import { spawn, type ChildProcess } from 'node:child_process';
import type { Duplex, Readable } from 'node:stream';
import type { Ending } from '../child/process.ts';
import { openChildsChannel, type Channel } from '../jail/channel.ts';
import { FrameError, FrameReader, FrameWriter, type Frame } from '../jail/frames.ts';
import type { ToJail } from '../jail/messages.ts';
import { jailCommand, type JailPlan } from './command.ts';
import { bytesOf } from './limits.ts';

/** What a jail tells its judge. */
export interface JailListener {
  frame(frame: Frame): void;
  output(stream: 'stdout' | 'stderr', text: string): void;
  /** What came is no frame, or more than a limit allows. */
  broken(problem: 'protocol' | 'frame' | 'traffic' | 'output'): void;
  ended(ending: Ending, lastWords: string): void;
}

/** The process that holds one learner's code, seen from the judge. */
export interface Jail {
  /** Frames that came before are given to the listener at once. */
  listen(listener: JailListener): void;
  post(kind: ToJail, rest: string, body?: string): void;
  /** How many frames were posted. */
  readonly posted: number;
  /** Lets what came wait, until `resume`. */
  pause(): void;
  resume(): void;
  isAlive(): boolean;
  kill(): void;
}

type Event = (listener: JailListener) => void;

/** Enough for Node's own report of what ended it. */
const LAST_WORDS_MAX = 4000;

/** More than are alive at a time for one judge. */
const NUMBERS = 8;

let started = 0;

/** Starts a jail, which loads the SDK and waits for files. */
export function startJail(plan: JailPlan): Jail {
  started += 1;
  const { file, args } = jailCommand(plan, process.pid * NUMBERS + (started % NUMBERS));
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: plan.isolation === 'none' ? {} : { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    cwd: '/',
  });
  return wrap(child);
}

function wrap(child: ChildProcess): Jail {
  const waiting: Event[] = [];
  let listener: JailListener | undefined;
  let isPaused = false;
  const tell = (event: Event): void => {
    if (listener === undefined || isPaused || waiting.length > 0) waiting.push(event);
    else event(listener);
  };
  const drain = (): void => {
    while (listener !== undefined && !isPaused && waiting.length > 0) (waiting.shift() as Event)(listener);
  };
  let isFlushDue = false;
  let posted = 0;
  const { channel, closed } = openFrames(child.stdio[3] as Duplex, tell);
  const writer = new FrameWriter((bytes) => channel.write(bytes));
  readOutput(child, { tell, closed });
  return {
    listen(given) {
      listener = given;
      drain();
    },
    post(kind, rest, body) {
      posted += 1;
      writer.add(`${kind} ${rest}`, body);
      if (isFlushDue) return;
      isFlushDue = true;
      // Once everything has run that is ready to, so that what belongs together is written at once.
      process.nextTick(() => {
        isFlushDue = false;
        writer.flush();
      });
    },
    get posted() {
      return posted;
    },
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      drain();
    },
    isAlive: () => !child.killed && child.exitCode === null && child.signalCode === null,
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Tells of each frame that comes; `closed` resolves when no more will. */
function openFrames(
  stream: Duplex,
  tell: (event: Event) => void,
): { readonly channel: Channel; readonly closed: Promise<void> } {
  const reader = new FrameReader(bytesOf('frame'));
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  let left = bytesOf('traffic');
  const channel = openChildsChannel(stream, {
    bytes(chunk) {
      left -= chunk.length;
      if (left < 0) {
        channel.destroy();
        return tell((listener) => listener.broken('traffic'));
      }
      try {
        for (const frame of reader.push(chunk)) tell((listener) => listener.frame(frame));
      } catch (error) {
        if (!(error instanceof FrameError)) throw error;
        channel.destroy();
        tell((listener) => listener.broken(error.isTooLong ? 'frame' : 'protocol'));
      }
    },
    // How the process ends says more.
    closed: resolve,
  });
  return { channel, closed };
}

interface OutputParts {
  readonly tell: (event: Event) => void;
  /** What the process sent before it ended is told before its end. */
  readonly closed: Promise<void>;
}

function readOutput(child: ChildProcess, { tell, closed }: OutputParts): void {
  let left = bytesOf('output');
  let lastWords = '';
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name] as Readable;
    stream.setEncoding('utf8').on('data', (text: string) => {
      left -= text.length;
      if (left < 0) {
        stream.destroy();
        return tell((listener) => listener.broken('output'));
      }
      if (name === 'stderr') lastWords = `${lastWords}${text}`.slice(-LAST_WORDS_MAX);
      tell((listener) => listener.output(name, text));
    });
    stream.on('error', () => undefined);
  }
  child.on('error', (error) => {
    lastWords += error.message;
    tell((listener) => listener.ended({ code: null, signal: null }, lastWords));
  });
  child.on('close', (code, signal) => {
    void closed.then(() => tell((listener) => listener.ended({ code, signal }, lastWords)));
  });
}
