import type { FromFrame, Opening, ToFrame } from '../messages.ts';

/*
 * The script of the frame: starts workers and ends them. The frame is sandboxed, so that its origin is opaque, and has no
 * way to the network; its workers inherit both. No code of a learner runs in the frame itself.
 */

addEventListener('message', open);

function open({ data, source, ports: [control] }: MessageEvent<Opening>): void {
  // Without the sandbox this page would run whatever it is given with the rights of the site.
  if (self.origin !== 'null' || source !== parent || control === undefined) return;
  removeEventListener('message', open);
  const program = URL.createObjectURL(new Blob([data.program], { type: 'text/javascript' }));
  const workers = new Map<number, Worker>();
  control.onmessage = ({ data: { type, worker: id }, ports }: MessageEvent<ToFrame>) => {
    if (type === 'start')
      workers.set(
        id,
        start(program, ports, (reason) => control.postMessage(broken(id, reason))),
      );
    else {
      workers.get(id)?.terminate();
      workers.delete(id);
    }
  };
}

function start(program: string, ports: readonly MessagePort[], onBroken: (reason: string) => void): Worker {
  const worker = new Worker(program);
  worker.onerror = (event) => {
    event.preventDefault();
    onBroken(event.message || 'the browser refused to start it');
  };
  worker.postMessage(undefined, [...ports]);
  return worker;
}

function broken(worker: number, reason: string): FromFrame {
  return { type: 'broken', worker, reason };
}
