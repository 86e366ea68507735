import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { TypeProblem, TypeReply, TypeRequest } from './messages.ts';

/** Looks for type errors in files, in a process of its own. */
export interface TypeChecker {
  /** The type errors in these absolute files. Rejects if the compiler's process fails. */
  check(files: readonly string[]): Promise<readonly TypeProblem[]>;
  close(): void;
}

type Waiting = PromiseWithResolvers<readonly TypeProblem[]>;

/** Starts the compiler's process at once, so that it is warm when the first question comes. */
export function startTypeChecker(): TypeChecker {
  const child = fork(join(import.meta.dirname, 'child.ts'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let closed = false;

  child.on('message', (reply: TypeReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('failure' in reply) asked?.reject(new Error(`The type check failed: ${reply.failure}`));
    else asked?.resolve(reply.problems);
  });
  onEnd(child, (reason) => {
    for (const asked of waiting.values()) {
      if (closed) asked.resolve([]);
      else asked.reject(new Error(`The type check failed: ${reason}`));
    }
    waiting.clear();
  });

  return {
    check(files) {
      const asked = Promise.withResolvers<readonly TypeProblem[]>();
      waiting.set((count += 1), asked);
      child.send({ id: count, files } satisfies TypeRequest, (error) => {
        if (error && !closed) asked.reject(error);
      });
      return asked.promise;
    },
    close() {
      closed = true;
      child.kill();
    },
  };
}

function onEnd(child: ChildProcess, end: (reason: string) => void): void {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000);
  });
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(words.trim() || `its process ended (${signal ?? code})`));
}
