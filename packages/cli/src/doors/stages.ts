import { join } from 'node:path';
import { repositoryRoot } from '../course-root.ts';
import type { Children } from './children.ts';

/** One program that must end with exit code 0. */
export interface Stage {
  readonly name: string;
  /** A JavaScript file, run with this Node. */
  readonly file: string;
  readonly args: readonly string[];
}

export interface StageEnd {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** Everything that it printed. */
  readonly output: string;
}

// An install empties it, so that no result outlives the tool that found it.
const CACHE = 'node_modules/.cache/keysmith-test';

/** What is proved about the files without running the product. Dependency directions are a test of their own. */
export const STAGES: readonly Stage[] = [
  // The longest first, so that the others fit beside it. It sees what stands in the site's .astro files.
  {
    name: 'site types',
    file: 'node_modules/astro/bin/astro.mjs',
    args: ['check', '--minimumSeverity', 'warning', '--minimumFailingSeverity', 'error'],
  },
  {
    name: 'types',
    file: 'node_modules/typescript/bin/tsc',
    args: ['--noEmit', '-p', '.', '--incremental', '--tsBuildInfoFile', `${CACHE}/types.tsbuildinfo`],
  },
  // The engine once more, without Node and without a browser: a stray `process` or `window` must not compile.
  {
    name: 'pure engine',
    file: 'node_modules/typescript/bin/tsc',
    args: ['--noEmit', '-p', 'packages/engine'],
  },
  {
    name: 'lint',
    file: 'node_modules/eslint/bin/eslint.js',
    args: ['.', '--cache', '--cache-strategy', 'content', '--cache-location', `${CACHE}/eslint`],
  },
  {
    name: 'format',
    file: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '.', '--cache', '--cache-strategy', 'content', '--cache-location', `${CACHE}/prettier`],
  },
  { name: 'course files', file: 'packages/cli/src/main.ts', args: ['check', '--files-only'] },
];

export async function runStage({ name, file, args }: Stage, children: Children): Promise<StageEnd> {
  const started = performance.now();
  const child = children.start(process.execPath, [join(repositoryRoot, file), ...args], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const passed = await new Promise<boolean>((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
  return { name, passed, seconds: (performance.now() - started) / 1000, output };
}
