import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** The processes that a door starts. They end when the door does, however it ends. */
export interface Children {
  start(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** Asks all to end, and forces those that have not after a while. */
  end(): Promise<void>;
}

const PATIENCE_MS = 3000;

export function createChildren(): Children {
  const running = new Map<ChildProcess, Promise<unknown>>();

  return {
    start(program, args, options) {
      const child = spawn(program, args, options);
      const gone = new Promise((resolve) => {
        child.once('exit', resolve);
        child.once('error', resolve);
      }).then(() => running.delete(child));
      running.set(child, gone);
      return child;
    },
    async end() {
      for (const child of running.keys()) child.kill('SIGTERM');
      const force = setTimeout(() => {
        for (const child of running.keys()) child.kill('SIGKILL');
      }, PATIENCE_MS);
      await Promise.all(running.values());
      clearTimeout(force);
    },
  };
}

/**
 * Calls `end` once when this process is asked to stop: Ctrl-C, a signal, or the end of the process that started it.
 */
export function onStop(end: () => Promise<void>): void {
  let asked = false;
  const stop = () => {
    if (asked) return;
    asked = true;
    void end();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  process.channel?.unref();
}
