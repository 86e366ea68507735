import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChildren } from '../../../packages/cli/src/doors/children.ts';
import { runStage } from '../../../packages/cli/src/doors/stages.ts';
import { serve } from '../../../packages/cli/src/doors/serve.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keysmith-doors-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function script(text: string): Promise<string> {
  const file = join(folder, `${crypto.randomUUID()}.mjs`);
  await writeFile(file, text);
  return file;
}

describe('a stage of npm test', () => {
  it.each([
    ['passes when its program ends with 0', "console.log('all fine');", true, 'all fine'],
    ['fails with what its program says', "console.error('line 3'); process.exit(1);", false, 'line 3'],
    ['fails when its program is killed', "process.kill(process.pid, 'SIGKILL');", false, ''],
  ])('%s', async (_, text, passed, output) => {
    // A stage's file is given from the repository's root.
    const file = join('../'.repeat(20), await script(text));
    const end = await runStage({ name: 'toy', file, args: [] }, createChildren());
    expect(end).toMatchObject({ name: 'toy', passed });
    expect(end.output).toContain(output);
  });
});

describe('serving', () => {
  const program = async (text: string, startMaxMs = 30_000) => ({
    file: await script(text),
    args: [],
    cwd: folder,
    startMaxMs,
  });

  it('waits for the address, with whatever colours and port, and ends the server when asked', async () => {
    const children = createChildren();
    const text = `console.log('busy'); console.log('Local \\u001b[36mhttp://127.0.0.1:4399/base/\\u001b[39m'); setInterval(() => {}, 1000);`;
    const { address, ended } = await serve(await program(text), children);
    expect(address).toBe('http://127.0.0.1:4399/base/');
    await children.end();
    expect(await ended).toBeNull();
  });

  it('tells what a server said that never served', async () => {
    const failing = await program("console.error('The config is broken.'); process.exit(1);");
    await expect(serve(failing)).rejects.toThrow(/The config is broken\.\nThe server ended \(exit code 1\)/);
  });

  it('ends a server that takes too long', async () => {
    const silent = await program("console.log('one moment'); setInterval(() => {}, 1000);", 300);
    await expect(serve(silent)).rejects.toThrow(/did not serve within 0\.3 s/);
  });
});
