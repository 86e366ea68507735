import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTable } from '@keysmith/table';
import { installFakeJava } from './fake-java.ts';
import type { FakeStart } from './fake-java.ts';
import { isRunning, untilGone } from './running.ts';

/** Starts a process that starts a table server, and resolves when the server answers. */
async function startAsker(end: 'forget' | 'exit' | 'throw' | 'wait') {
  const script = fileURLToPath(new URL('asker.ts', import.meta.url));
  const asker = spawn(process.execPath, [script, end], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void asker.kill('SIGKILL'));
  const exit = once(asker, 'exit') as Promise<[number | null, string | null]>;
  await once(asker.stdout, 'data');
  return { asker, exit };
}

function only(starts: FakeStart[]): FakeStart {
  expect(starts).toHaveLength(1);
  return starts[0] as FakeStart;
}

describe('the program ends with the process that asked for it', { timeout: 30_000 }, () => {
  it('when that forgets to close: it can still end by itself', async () => {
    const java = installFakeJava('serve');
    const { exit } = await startAsker('forget');
    expect(await exit).toEqual([0, null]);
    await untilGone(only(java.starts()).pid);
  });

  it('when that exits on the spot', async () => {
    const java = installFakeJava('serve');
    const { exit } = await startAsker('exit');
    expect(await exit).toEqual([0, null]);
    await untilGone(only(java.starts()).pid);
  });

  it('when that throws', async () => {
    const java = installFakeJava('serve');
    const { exit } = await startAsker('throw');
    expect(await exit).toEqual([1, null]);
    await untilGone(only(java.starts()).pid);
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('when that is ended by %s', async (signal) => {
    const java = installFakeJava('serve');
    const { asker, exit } = await startAsker('wait');
    const start = only(java.starts());
    expect(isRunning(start.pid)).toBe(true);
    asker.kill(signal);
    expect(await exit).toEqual([null, signal]);
    await untilGone(start.pid);
    await untilGone(start.ppid);
  });
});

describe('the program ends with its supervisor', { timeout: 30_000 }, () => {
  it.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const)('when that is ended by %s', async (signal) => {
    const java = installFakeJava('serve');
    const server = await startTable('dynamodb-local');
    onTestFinished(() => server.close());
    const start = only(java.starts());
    process.kill(start.ppid, signal);
    await untilGone(start.pid);
    await untilGone(start.ppid);
  });

  it.runIf(process.platform === 'linux')(
    'when both that and the asker are killed at the same moment, on Linux',
    async () => {
      const java = installFakeJava('serve');
      const { asker } = await startAsker('wait');
      const start = only(java.starts());
      // Neither of the two that could act is given the time to.
      process.kill(start.ppid, 'SIGSTOP');
      asker.kill('SIGKILL');
      process.kill(start.ppid, 'SIGKILL');
      await untilGone(start.pid);
    },
  );
});
