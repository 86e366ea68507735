import { readFileSync } from 'node:fs';
import { vi } from 'vitest';

/** Whether a process still runs. One that has ended and waits for somebody to notice does not. */
export function isRunning(pid: number): boolean {
  if (process.platform === 'linux') {
    try {
      // "12 (node) S 1 …": the name may hold anything, the state follows its closing bracket.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return !/\) [ZX] /.test(stat.slice(stat.lastIndexOf(')')));
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when the process is gone; fails when it still runs after ten seconds. */
export function untilGone(pid: number): Promise<void> {
  const check = () => {
    if (isRunning(pid)) throw new Error(`process ${pid} still runs`);
  };
  return vi.waitFor(check, { timeout: 10_000, interval: 20 });
}
