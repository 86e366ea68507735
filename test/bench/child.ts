import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a module of this folder in a process of its own, and gives the JSON that it prints. */
export async function inOwnProcess<Figures>(
  module: string,
  words: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<Figures> {
  const { stdout } = await run(process.execPath, [
    ...nodeOptions,
    join(import.meta.dirname, module),
    ...words,
  ]);
  return JSON.parse(stdout) as Figures;
}
