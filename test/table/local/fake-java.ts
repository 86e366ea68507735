import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** How a fake Java behaves when it is asked to run DynamoDB Local. */
export type Behaviour = 'serve' | 'mute' | 'die' | 'fail-to-bind';

/** One start of a fake Java. `ppid` is the supervisor. */
export interface FakeStart {
  readonly pid: number;
  readonly ppid: number;
  readonly args: readonly string[];
}

/** A temporary folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Puts an executable named java into a new folder, as a script for the Node that runs this test. */
export function writeJava(script: string): { folder: string; path: string } {
  const folder = temporaryFolder();
  const path = join(folder, 'java');
  writeFileSync(path, `#!${process.execPath}\n${script}`);
  chmodSync(path, 0o755);
  return { folder, path };
}

/** A Java that only tells its version, in the words of the real one. */
export function writeJavaOfVersion(version: string): { folder: string; path: string } {
  return writeJava(`console.error('openjdk version "${version}" 2025-01-01\\nOpenJDK Runtime Environment');`);
}

/** A JAVA_HOME whose bin folder holds that Java. */
export function homeOf(javaFolder: string): string {
  const home = temporaryFolder();
  mkdirSync(join(home, 'bin'));
  const path = join(home, 'bin', 'java');
  writeFileSync(path, readFileSync(join(javaFolder, 'java')));
  chmodSync(path, 0o755);
  return home;
}

/**
 * Makes a fake Java the first on PATH for this test and all that it starts. It takes a fraction of a second to start,
 * so that what surrounds the real program can be tested many times over.
 */
export function installFakeJava(behaviour: Behaviour): { starts(): FakeStart[]; temporaryFiles(): string } {
  const log = join(temporaryFolder(), 'starts');
  // Whatever makes temporary files in this test makes them here, so that what is left behind can be seen.
  const temporaryFiles = temporaryFolder();
  const { folder } = writeJava(fakeProgram(behaviour, log));
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
  vi.stubEnv('JAVA_HOME', '');
  vi.stubEnv('TMPDIR', temporaryFiles);
  onTestFinished(() => void vi.unstubAllEnvs());
  return {
    starts: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as FakeStart)
        : [],
    temporaryFiles: () => temporaryFiles,
  };
}

function fakeProgram(behaviour: Behaviour, log: string): string {
  return `
    const args = process.argv.slice(2);
    if (args[0] === '-version') {
      console.error('openjdk version "21.0.1" 2025-01-01');
      process.exit(0);
    }
    const { pid, ppid } = process;
    require('node:fs').appendFileSync(${JSON.stringify(log)}, JSON.stringify({ pid, ppid, args }) + '\\n');
    const port = Number(args[args.indexOf('-port') + 1]);
    const behaviours = {
      serve: () => require('node:http').createServer((_, response) => response.end('{}')).listen(port),
      mute: () => {
        console.error('still thinking');
        setInterval(() => {}, 1000);
      },
      die: () => {
        console.error('Error: Unable to access jarfile DynamoDBLocal.jar');
        process.exitCode = 3;
      },
      'fail-to-bind': () => {
        console.error('java.io.IOException: Failed to bind to 0.0.0.0/0.0.0.0:' + port);
        process.exitCode = 1;
      },
    };
    behaviours[${JSON.stringify(behaviour)}]();
  `;
}
