import { execFile, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
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

/** Once its judge has left, the program comes to its end. */
const LAST = `
process.on('exit', () => {
  console.log(process.moduleLoadList.some((name) => /webcrypto/.test(name)) ? 'loaded' : 'none loaded');
  console.log(/^[0-9a-f]{8}-/.test(crypto.randomUUID()) ? 'a UUID' : 'none');
});
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

  it('brings no parser, and nothing of Node’s cryptography is loaded before somebody asks for it', async () => {
    const { folder, remove } = await buildJail();
    const program = await readFile(join(folder, 'program.cjs'), 'utf8');
    await writeFile(join(folder, 'last.cjs'), LAST);
    const main = join(folder, 'boot.cjs');
    const child = spawn(process.execPath, ['-r', join(folder, 'last.cjs'), main], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
      env: {},
    });
    const channel = child.stdio[3] as Duplex;
    channel.once('data', () => channel.destroy());
    const printed = await text(child.stdout as Readable);
    await remove();
    expect(program).not.toContain('sucrase');
    expect(printed.trim().split('\n')).toEqual(['none loaded', 'a UUID']);
  });
});
