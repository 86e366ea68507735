import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { buildJail } from '../../../packages/grader/src/sandbox/bundle.ts';
import { jailCommand } from '../../../packages/grader/src/sandbox/command.ts';

const PROBE = `
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const cachedData = readFileSync(__dirname + '/program.cache');
const { cachedDataRejected } = new Script(readFileSync(__dirname + '/program.cjs', 'latin1'), { cachedData });
console.log(cachedDataRejected ? 'compiled anew' : 'taken');
`;

describe('the program of the jail', () => {
  it('is compiled once: a jail takes what was made of it', async () => {
    const { folder, remove } = await buildJail();
    await writeFile(join(folder, 'probe.cjs'), PROBE);
    const plan = {
      isolation: 'none',
      node: process.execPath,
      program: folder,
      libraries: [],
      isRoot: false,
    } as const;
    const { file, args } = jailCommand(plan, 1);
    const { stdout } = await promisify(execFile)(file, [...args.slice(0, -1), join(folder, 'probe.cjs')]);
    await remove();
    expect(stdout.trim()).toBe('taken');
  });
});
