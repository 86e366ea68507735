// @ts-check
// The process between Keysmith and DynamoDB Local. It does one thing: it makes sure that Java never outlives the
// process that asked for it. It holds the reading end of a pipe that only the asker writes to; when the asker ends,
// for whatever reason, the operating system closes that pipe, and this process ends Java and then itself.
//
// It is plain JavaScript, because it must start in every Node, with no flag and no option taken over from the asker.

import { accessSync, constants, rmSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import launcher from 'dynamodb-local';

/** @type {import('./orders.ts').Orders} */
const orders = JSON.parse(process.argv[2] ?? '{}');

/** @type {import('node:child_process').ChildProcess | undefined} */
let java;
let ending = false;

process.stdin.resume();
for (const event of ['end', 'close', 'error']) process.stdin.on(event, end);
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, end);
// The asker may be gone already; then nobody is left to tell, and that is no reason to stop half way.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
// The launcher throws out of an event handler when it cannot start Java.
process.on('uncaughtException', fail);

putJavaFirstOnPath();
launcher.configureInstaller({ installPath: orders.programFolder });
launcher
  .launch(orders.port, null, /** @type {never[]} */ (['-disableTelemetry']), false, false, orders.javaOptions)
  .then(watch, fail);

/** @param {import('node:child_process').ChildProcess} child */
function watch(child) {
  java = child;
  java.once('exit', (code, signal) => {
    report({ event: 'ended', code, signal });
    leave(0);
  });
  report({ event: 'started', pid: child.pid ?? 0 });
  if (ending) java.kill('SIGKILL');
}

/** The tables are in memory only, so there is nothing that a gentler signal would save. */
function end() {
  ending = true;
  java?.kill('SIGKILL');
}

/** @param {unknown} error */
function fail(error) {
  report({ event: 'failed', message: error instanceof Error ? error.message : String(error) });
  java?.kill('SIGKILL');
  leave(1);
}

/** @param {number} code */
function leave(code) {
  rmSync(orders.scratchFolder, { recursive: true, force: true });
  process.exitCode = code;
  // The pipe to the asker is read no more; without it, nothing keeps this process once its last words are written.
  process.stdin.destroy();
}

/** @param {import('./orders.ts').Report} message */
function report(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/**
 * The launcher starts whatever "java" comes first on PATH. On Linux that is a script which has the kernel kill Java
 * when this process is killed; elsewhere, or where the script may not be run, it is Java itself.
 */
function putJavaFirstOnPath() {
  const folder = process.platform === 'linux' && boundJavaFolder();
  process.env['KEYSMITH_JAVA'] = orders.java;
  process.env['PATH'] = [folder || dirname(orders.java), process.env['PATH']].join(delimiter);
}

function boundJavaFolder() {
  const folder = fileURLToPath(new URL('bound', import.meta.url));
  try {
    accessSync(`${folder}/java`, constants.X_OK);
    return folder;
  } catch {
    return undefined;
  }
}
