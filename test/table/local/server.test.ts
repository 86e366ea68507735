import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { connectTable, startTable } from '@keysmith/table';
import { describe, expect, it, onTestFinished } from 'vitest';
import { installFakeJava } from './fake-java.ts';
import { isRunning, untilGone } from './running.ts';

// What surrounds the program is tested with a fake Java; the program itself in local/namespaces.test.ts.

describe('starting', { timeout: 30_000 }, () => {
  it('runs the program in memory, with its telemetry off, on a free port', async () => {
    const java = installFakeJava('serve');
    const server = await startTable('dynamodb-local');
    onTestFinished(() => server.close());
    const [start] = java.starts();
    const port = new URL(server.address.endpoint ?? '').port;
    expect(start?.args).toEqual(expect.arrayContaining(['-inMemory', '-disableTelemetry', '-port', port]));
    expect(start?.args).not.toContain('-sharedDb');
    expect(server.address).toEqual({ kind: 'dynamodb-local', endpoint: `http://127.0.0.1:${port}` });
  });

  it('ends the program and leaves no file behind when it is closed, once or twice', async () => {
    const java = installFakeJava('serve');
    const server = await startTable('dynamodb-local');
    const [start] = java.starts();
    expect(isRunning(start?.pid ?? 0)).toBe(true);
    await server.close();
    await server.close();
    expect(isRunning(start?.pid ?? 0)).toBe(false);
    expect(readdirSync(java.temporaryFiles())).toEqual([]);
    await expect(server.open('late').send({ operation: 'ListTables', input: {} })).rejects.toMatchObject({
      code: 'table.closed',
    });
  });

  it('lets others connect, whose closing leaves it running', async () => {
    installFakeJava('serve');
    const server = await startTable('dynamodb-local');
    onTestFinished(() => server.close());
    const joined = connectTable(server.address);
    await joined.close();
    // The fake answers everything with an empty object, which is no register; but it answers.
    await expect(server.open('any').send({ operation: 'ListTables', input: {} })).rejects.toMatchObject({
      code: 'table.bad-reply',
    });
  });
});

describe('a start that fails', { timeout: 30_000 }, () => {
  it('says that the port asked for is taken, before any Java is started', async () => {
    const java = installFakeJava('serve');
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    await expect(startTable('dynamodb-local', { port })).rejects.toMatchObject({
      name: 'TableError',
      code: 'table.port-taken',
      message: expect.stringMatching(new RegExp(`^Port ${port} cannot be used .* ask for another port`)),
    });
    expect(java.starts()).toEqual([]);
  });

  it('tries another free port when one is snatched away, and gives up at the third', async () => {
    const java = installFakeJava('fail-to-bind');
    await expect(startTable('dynamodb-local')).rejects.toMatchObject({ code: 'table.port-taken' });
    expect(java.starts()).toHaveLength(3);
  });

  it('quotes what the program printed when it dies', async () => {
    const java = installFakeJava('die');
    await expect(startTable('dynamodb-local')).rejects.toMatchObject({
      code: 'table.start-failed',
      message: expect.stringMatching(
        /ended with code 3\. It printed:\nError: Unable to access jarfile[^]*"npm ci"/,
      ),
    });
    expect(java.starts()).toHaveLength(1);
    expect(readdirSync(java.temporaryFiles())).toEqual([]);
  });

  it('ends a program that does not answer in time, and says how to allow more', async () => {
    const java = installFakeJava('mute');
    // Long enough for the fake to be up and writing, also on a busy machine; it never answers, however long it is.
    await expect(startTable('dynamodb-local', { startTimeoutMs: 3000 })).rejects.toMatchObject({
      code: 'table.start-timeout',
      message: expect.stringMatching(/within 3000 ms[^]*It printed:\nstill thinking\n[^]*startTimeoutMs/),
    });
    const [start] = java.starts();
    await untilGone(start?.pid ?? 0);
    expect(readdirSync(java.temporaryFiles())).toEqual([]);
  });
});

describe('kinds and addresses', { timeout: 30_000 }, () => {
  it('needs to know where a DynamoDB Local is', () => {
    expect(() => connectTable({ kind: 'dynamodb-local' })).toThrow(
      expect.objectContaining({ code: 'table.bad-address' }),
    );
  });
});
