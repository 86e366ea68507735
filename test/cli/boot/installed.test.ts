import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../../packages/cli/boot/installed.mjs';
import { isNewEnough } from '../../../packages/cli/boot/pinned-node.mjs';
import { startFile } from '../command.ts';

const CLI = join(import.meta.dirname, '../../../packages/cli');

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'keysmith-boot-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

type Packages = Readonly<Record<string, object>>;

async function write(place: string, packages: Packages): Promise<void> {
  await mkdir(join(root, 'node_modules'), { recursive: true });
  await writeFile(join(root, place), JSON.stringify({ lockfileVersion: 3, packages }));
}

const LOCK: Packages = {
  '': { name: 'toy' },
  'packages/cli': { bin: { toy: 'toy.mjs' } },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/only-on-mac': { version: '1.0.0', optional: true, os: ['darwin'] },
};

describe('what is installed', () => {
  it.each<readonly [string, Packages | undefined, boolean]>([
    ['is nothing before the first install', undefined, false],
    ['fits', { 'packages/cli': { bin: { toy: 'toy.mjs' } }, 'node_modules/a': { version: '1.0.0' } }, true],
    ['lacks a package', { 'packages/cli': { bin: { toy: 'toy.mjs' } } }, false],
    [
      'has another version',
      { 'packages/cli': { bin: { toy: 'toy.mjs' } }, 'node_modules/a': { version: '0.9.0' } },
      false,
    ],
    [
      'lacks the command of a workspace',
      { 'packages/cli': {}, 'node_modules/a': { version: '1.0.0' } },
      false,
    ],
    [
      'holds more',
      {
        'packages/cli': { bin: { toy: 'toy.mjs' } },
        'node_modules/a': { version: '1.0.0' },
        'node_modules/b': { version: '1.0.0' },
      },
      false,
    ],
  ])('%s', async (_, installed, fits) => {
    await write('package-lock.json', LOCK);
    if (installed) await write('node_modules/.package-lock.json', installed);
    expect(isInstalled(root)).toBe(fits);
  });
});

it.each([
  ['22.12.0', true],
  ['22.11.9', false],
  ['20.20.2', false],
  ['24.0.0', true],
])('takes Node %s for new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

describe('the doors of a clone without packages', { timeout: 30_000 }, () => {
  /** A copy of what runs before anything is installed, and an npm that fails. */
  async function cloneDoors(): Promise<string> {
    const cli = join(root, 'packages/cli');
    for (const folder of ['bin', 'boot']) await cp(join(CLI, folder), join(cli, folder), { recursive: true });
    await mkdir(join(root, 'npm'));
    await writeFile(join(root, 'npm/npm-cli.js'), "console.error('npm says no'); process.exit(1);\n");
    return cli;
  }

  it('say what to do, with exit code 2: npx keysmith', async () => {
    const cli = await cloneDoors();
    const { code, stderr } = await startFile(join(cli, 'bin/keysmith.mjs'), ['list'], { cwd: root }).ended;
    expect(stderr).toContain('run `npm install`');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it.each(['start', 'test'])('tell why npm failed and what to do: npm %s', async (door) => {
    const cli = await cloneDoors();
    const env = { npm_execpath: join(root, 'npm/npm-cli.js') };
    const { code, stdout, stderr } = await startFile(join(cli, `bin/${door}.mjs`), [], { cwd: root, env })
      .ended;
    expect(stderr).toContain('npm says no');
    expect(stderr).toContain('`npm ci` failed');
    expect(code).toBe(2);
    if (door === 'test') expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  });
});
