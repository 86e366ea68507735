import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Orders, Report } from './orders.ts';

/** DynamoDB Local, running under its supervisor. */
export interface SupervisedProgram {
  /** Resolves when the program has ended, with what it said on its error stream and what the supervisor knows. */
  readonly ended: Promise<{ readonly reason: string; readonly errorOutput: string }>;
  /** The last few kilobytes of the program's error stream so far. */
  errorOutput(): string;
  /** Ends the program and resolves when it is gone. */
  stop(): Promise<void>;
}

type Supervisor = ChildProcessByStdio<Writable, Readable, Readable>;

const errorOutputBytesMax = 8192;
const stopPatienceMs = 5000;

/**
 * Starts DynamoDB Local on the port, in memory, with its telemetry off.
 *
 * It listens on every network interface of the machine, and has no option to change that: whoever reaches this
 * machine can read and write the tables while it runs. Keep nothing in them that is not made up.
 *
 * The program cannot outlive this process: its supervisor ends it when the pipe between the two closes. If the
 * supervisor itself is killed, Linux kills Java with it (through setpriv); elsewhere this process does, so that only
 * the killing of both at the same moment leaves Java running there.
 */
export function superviseProgram(parts: {
  programFolder: string;
  java: string;
  port: number;
}): SupervisedProgram {
  const scratchFolder = mkdtempSync(join(tmpdir(), 'keysmith-table-'));
  const orders: Orders = { ...parts, scratchFolder, javaOptions: `@${writeJavaOptions(scratchFolder)}` };
  const supervisor = startSupervisor(orders);
  const errorOutput = tailOf(supervisor.stderr);
  const ended = endOf(supervisor, scratchFolder).then((reason) => ({ reason, errorOutput: errorOutput() }));
  // Somebody who never calls close() may still exit; the supervisor sees to the rest.
  setReferenced(supervisor, false);
  return {
    ended,
    errorOutput,
    async stop() {
      setReferenced(supervisor, true);
      supervisor.stdin.end();
      const impatience = setTimeout(() => supervisor.kill('SIGKILL'), stopPatienceMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}

function startSupervisor(orders: Orders): Supervisor {
  const script = fileURLToPath(new URL('supervisor.mjs', import.meta.url));
  const { NODE_OPTIONS: _unfit, ...env } = process.env;
  const supervisor = spawn(process.execPath, [script, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env,
    windowsHide: true,
    // Ctrl+C in a terminal goes to the whole process group. The tables must stay until this process is done with them.
    detached: process.platform !== 'win32',
  });
  // Writing nothing, the pipe can still report that the other end is gone; the exit tells that better.
  supervisor.stdin.on('error', () => {});
  return supervisor;
}

/**
 * A quick start matters more here than the last bit of throughput: one compiler tier and the plain collector start
 * 0.4 s sooner and need a third less memory under load. Java copies a native library into its temporary folder and
 * leaves it there when it is killed, so it gets a folder of its own, which goes with it.
 */
function writeJavaOptions(scratchFolder: string): string {
  const file = join(scratchFolder, 'java-options');
  const quotedFolder = scratchFolder.replaceAll('\\', '\\\\');
  const options = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData'];
  writeFileSync(file, [...options, `"-Djava.io.tmpdir=${quotedFolder}"`, ''].join('\n'));
  return file;
}

/** Resolves with the reason when the supervisor, and with it Java, is gone. */
function endOf(supervisor: Supervisor, scratchFolder: string): Promise<string> {
  let javaPid: number | undefined;
  let reason = 'its supervisor ended unexpectedly';
  createInterface({ input: supervisor.stdout }).on('line', (line) => {
    const report = JSON.parse(line) as Report;
    if (report.event === 'started') javaPid = report.pid;
    if (report.event === 'failed') reason = report.message;
    if (report.event !== 'ended') return;
    reason =
      report.signal === null ? `it ended with code ${report.code}` : `it was ended by ${report.signal}`;
    javaPid = undefined;
  });
  return new Promise((resolve) => {
    const finish = () => {
      rmSync(scratchFolder, { recursive: true, force: true });
      resolve(reason);
    };
    // A supervisor that ends as it should has ended Java first. One that was killed has not.
    supervisor.once('exit', (code) => {
      if (code !== 0 && javaPid !== undefined) killQuietly(javaPid);
    });
    supervisor.once('close', finish);
    supervisor.once('error', (error) => {
      reason = error.message;
      finish();
    });
  });
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already, which is what was wanted.
  }
}

function tailOf(stream: Readable): () => string {
  let tail = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-errorOutputBytesMax);
  });
  return () => tail.trim();
}

function setReferenced(supervisor: Supervisor, referenced: boolean): void {
  const pipes = [supervisor.stdin, supervisor.stdout, supervisor.stderr] as unknown as Socket[];
  for (const handle of [supervisor, ...pipes]) {
    if (referenced) handle.ref();
    else handle.unref();
  }
}
