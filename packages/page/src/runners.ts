import type { FromRunner } from '@keysmith/grader/watch';
import {
  orderText,
  readMessage,
  type FromFrame,
  type Opening,
  type PageJob,
  type ToFrame,
} from './messages.ts';

/** A worker that judges jobs. */
export interface Runner {
  /** Whether its program is loaded. */
  readonly isReady: boolean;
  /** Messages that came before the listener was set are given to it at once. */
  listen(onMessage: (message: FromRunner) => void): void;
  run(job: PageJob): void;
  /** Judges a job while no other is there, and tells nobody. */
  warmUp(job: PageJob): void;
  end(): void;
}

/** Starts workers inside a sandboxed frame, which is in the document but not to be seen. */
export interface Runners {
  start(): Runner;
  /** Ends every worker. */
  close(): void;
}

export interface RunnersOptions {
  /** Address of the frame's page. */
  readonly frameUrl: string;
  /** Address of the workers' program. */
  readonly programUrl: string;
}

export function openRunners(options: RunnersOptions): Runners {
  const frame = createFrame(options.frameUrl);
  const inboxes = new Map<number, Inbox>();
  const onBroken = ({ worker, reason }: FromFrame): void =>
    inboxes.get(worker)?.put(notStarted(`The worker that runs the checks broke: ${reason}.`));
  const control = openControl(frame, options.programUrl, onBroken);
  let count = 0;
  return {
    start() {
      const worker = (count += 1);
      const { port1, port2 } = new MessageChannel();
      const inbox = createInbox();
      inboxes.set(worker, inbox);
      let isReady = false;
      port1.onmessage = ({ data }) => {
        const message = readMessage(data);
        isReady ||= message.type === 'ready';
        inbox.put(message);
      };
      control.then(
        (port) => port.postMessage({ type: 'start', worker } satisfies ToFrame, [port2]),
        (error: Error) => inbox.put(notStarted(error.message)),
      );
      return {
        get isReady() {
          return isReady;
        },
        listen: inbox.listen,
        run: (job) => port1.postMessage(orderText({ type: 'run', job })),
        warmUp: (job) => port1.postMessage(orderText({ type: 'warm-up', job })),
        end() {
          inboxes.delete(worker);
          port1.close();
          void control.then(
            (port) => port.postMessage({ type: 'end', worker } satisfies ToFrame),
            () => undefined,
          );
        },
      };
    },
    close: () => frame.remove(),
  };
}

function createFrame(address: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.src = address;
  return frame;
}

/** Loads the frame and the workers' program, and gives the program to the frame, which cannot load anything itself. */
async function openControl(
  frame: HTMLIFrameElement,
  programUrl: string,
  onBroken: (message: FromFrame) => void,
): Promise<MessagePort> {
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  const [program] = await Promise.all([textAt(programUrl), loaded]);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<FromFrame>) => onBroken(data);
  // An opaque origin has no name to send to. What goes there is no secret.
  frame.contentWindow?.postMessage({ program } satisfies Opening, '*', [port2]);
  return port1;
}

async function textAt(address: string): Promise<string> {
  const response = await fetch(address).catch(() => undefined);
  if (response?.ok) return response.text();
  const status = response === undefined ? 'no answer' : `status ${response.status}`;
  throw new Error(`The program that runs the checks could not be loaded from ${address} (${status}).`);
}

function notStarted(reason: string): FromRunner {
  return { type: 'failed', code: 'exercise', reason };
}

interface Inbox {
  put(message: FromRunner): void;
  listen(onMessage: (message: FromRunner) => void): void;
}

function createInbox(): Inbox {
  const waiting: FromRunner[] = [];
  let deliver = (message: FromRunner): void => void waiting.push(message);
  return {
    put: (message) => deliver(message),
    listen(onMessage) {
      deliver = onMessage;
      for (const message of waiting.splice(0)) onMessage(message);
    },
  };
}
