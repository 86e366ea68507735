/**
 * The program of the jail: the process that holds a learner's code and nothing else. It is bundled into one file with the
 * AWS SDK (sandbox/bundle.ts). Whatever it sends is the learner's word, since their code can change everything in here.
 */
import * as client from '@aws-sdk/client-dynamodb';
import * as lib from '@aws-sdk/lib-dynamodb';
import process from 'node:process';
import { setImmediate } from 'node:timers';
import {
  describeThrown,
  encode,
  findExport,
  onlyFrom,
  type LearnerModules,
} from '@keysmith/instruments/jail';
import { createLoader } from '../loader/instances.ts';
import { LoadError } from '../loader/load-error.ts';
import { createCalls, crossing } from './calls.ts';
import { openChannel } from './channel.ts';
import { FrameReader, FrameWriter, type Frame } from './frames.ts';
import { jailModules } from './jail-modules.ts';
import type { DoneBody, FilesBody } from './messages.ts';

/** The descriptor of the socket to the judge. */
const CHANNEL = 3;
/** As in the process that runs checks beside the code: a learner's frame lies below many of the SDK's. */
const STACK_FRAMES = 60;
const FRAME_BYTES_MAX = 256 * 1024 * 1024;

Error.stackTraceLimit = STACK_FRAMES;

const channel = openChannel(CHANNEL, {
  bytes(chunk) {
    waiting.push(...reader.push(chunk));
    if (!isPumping) void pump();
  },
  closed: () => process.exit(0),
});
const writer = new FrameWriter((bytes) => channel.write(bytes));
const reader = new FrameReader(FRAME_BYTES_MAX);
const waiting: Frame[] = [];
let isPumping = false;
let isMaking = false;
/** Whether frames wait for an instance that takes more than a turn to be made. */
let isWaiting = false;
let isFlushDue = false;

const send = (header: string, body?: string | Uint8Array): void => {
  writer.add(header, body);
  // What is sent while a frame is worked on goes with its acknowledgement.
  if ((isPumping && !isWaiting) || isFlushDue) return;
  isFlushDue = true;
  setImmediate(() => {
    isFlushDue = false;
    writer.flush();
  });
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One frame at a time, and each only when the code has gone on with the one before as far as it can. */
async function pump(): Promise<void> {
  isPumping = true;
  for (let frame = waiting.shift(); frame !== undefined; frame = waiting.shift()) {
    const making = receive(frame);
    await nextTurn();
    if (isMaking) await madeAtLast(making);
    writer.add('ack');
    if (waiting.length === 0) writer.flush();
  }
  isPumping = false;
}

/** Frames behind it wait, but what the code sends meanwhile does not. */
async function madeAtLast(making: Promise<void> | void): Promise<void> {
  isWaiting = true;
  writer.flush();
  await Promise.allSettled([making]);
  isWaiting = false;
  await nextTurn();
}

let fileNames: readonly string[] = [];
let load: (() => Promise<LearnerModules>) | undefined;
const instances = new Map<string, LearnerModules>();
const calls = createCalls(send, () => fileNames);
const host = jailModules({ '@aws-sdk/client-dynamodb': { ...client }, '@aws-sdk/lib-dynamodb': { ...lib } });

function receive(frame: Frame): Promise<void> | void {
  const { words, body } = frame;
  const [kind, first = '', , third = ''] = words;
  switch (kind) {
    case 'files':
      return takeFiles(JSON.parse(body.toString()) as FilesBody);
    case 'load':
      return void answer(frame, async () => void (await freshModules()));
    case 'make':
      return make(frame, third);
    case 'read':
      return void answer(frame, () => readExport(body.toString()));
    case 'call':
      return begin(frame, instances.get(third));
    case 'forget':
      return void instances.delete(first);
    default:
      return calls.answer(frame);
  }
}

function takeFiles({ modules, isKnown }: FilesBody): void {
  fileNames = modules.map(({ name }) => name);
  load = createLoader(modules, host, { isKnown });
}

/** What could not be made is not called: the judge hears why it could not. */
function begin(frame: Frame, modules: LearnerModules | undefined): void {
  if (modules !== undefined) calls.begin(frame, modules);
}

/** The frames behind it wait until the instance is there: the call of it comes with it. */
function make(frame: Frame, id: string): Promise<void> {
  isMaking = true;
  return answer(frame, async () => {
    const from = frame.body.toString();
    const modules = await freshModules();
    instances.set(id, from === '' ? modules : onlyFrom(modules, from));
  }).finally(() => {
    isMaking = false;
  });
}

async function freshModules(): Promise<LearnerModules> {
  if (load === undefined) throw new Error('`files` comes first');
  return load();
}

async function readExport(name: string): Promise<DoneBody> {
  const value = findExport(await freshModules(), name);
  if (value === undefined) return { missing: true };
  return crossing(() => ({ value: encode(value, `the export \`${name}\``) }));
}

async function answer({ words }: Frame, work: () => Promise<DoneBody | void>): Promise<void> {
  const [, operation, nonce] = words;
  const body = await work().catch((error: unknown) => ({ fault: faultOf(error) }));
  send(`done ${operation} ${nonce}`, JSON.stringify(body ?? {}));
}

function faultOf(error: unknown) {
  if (error instanceof LoadError) {
    const { code, place, message } = error;
    return { code, place, text: message.slice(place.length + 1) };
  }
  const { name, message, place = 'a file' } = describeThrown(error, fileNames);
  return { code: 'load' as const, place, text: `threw ${name} while it was loaded: ${message}` };
}

process.on('unhandledRejection', (reason) =>
  send('rejected', JSON.stringify(describeThrown(reason, fileNames))),
);
process.on('uncaughtException', (error) => send('thrown', JSON.stringify(describeThrown(error, fileNames))));

send('ready');
