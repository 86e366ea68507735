import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BOOT, type JailPlan } from '../../../packages/grader/src/sandbox/command.ts';
import { startJail } from '../../../packages/grader/src/sandbox/jail.ts';

/** A jail whose program is this. */
async function planOf(program: string): Promise<JailPlan> {
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-test-jail-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, BOOT), program);
  return { isolation: 'none', node: process.execPath, program: folder, libraries: [], isRoot: false };
}

/** Everything that a jail tells, until it has ended. */
function toldBy(plan: JailPlan): Promise<string[]> {
  return new Promise((resolve) => {
    const told: string[] = [];
    startJail(plan).listen({
      frame: ({ words }) => void told.push(words.join(' ')),
      output: () => undefined,
      broken: (problem) => void told.push(problem),
      ended: ({ code }) => {
        told.push(`ended with ${code}`);
        resolve(told);
      },
    });
  });
}

/** Writes 500 frames to the socket. */
const WRITING = `
  const { writeSync } = require('node:fs');
  for (let at = 0; at < 500; at += 1) {
    const header = Buffer.from('frame ' + at + '\\n');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.length);
    writeSync(3, Buffer.concat([length, header]));
  }
`;

it('tells every frame before it tells the end, even if they come when the process has ended', async () => {
  const plan = await planOf(`
    const { spawn } = require('node:child_process');
    const stdio = ['ignore', 'ignore', 'ignore', 3];
    spawn(process.execPath, ['-e', ${JSON.stringify(WRITING)}], { detached: true, stdio });
    process.exit(3);
  `);
  const told = await toldBy(plan);
  expect(told.pop()).toBe('ended with 3');
  expect(told).toEqual(Array.from({ length: 500 }, (_, at) => `frame ${at}`));
});

it('tells the end of a program that is not there', async () => {
  const plan = { ...(await planOf('')), node: join(tmpdir(), 'no-such-node') };
  expect(await toldBy(plan)).toEqual(['ended with null']);
});
