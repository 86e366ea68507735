import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './root.mjs';

/**
 * Runs a file of this package under the given Node in place of this process, and ends with its exit code. This process
 * stays as a thin shell: npm has already started it, and Node cannot replace itself on every platform.
 *
 * @param {string} program Node's executable.
 * @param {string} file The file to run, from the folder packages/cli.
 * @param {readonly string[]} args
 */
export function handOver(program, file, args) {
  // The channel closes when this process ends, however it ends; the other one notices and ends too.
  const child = spawn(program, [join(repository, 'packages', 'cli', file), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(repository, 'node_modules', '.cache', 'keysmith') },
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to both processes; anything else sends it to this one only.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('error', (error) => {
    console.error(`Node could not be started from ${program}: ${error.message}`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15);
    process.removeAllListeners('SIGINT');
  });
}
