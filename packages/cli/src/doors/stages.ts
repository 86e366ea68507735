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

/** What is proved about the files without running the product. Dependency directions are a test of their own. */
export const STAGES: readonly Stage[] = [
  { name: 'types', file: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  // The engine once more, without Node and without a browser: a stray `process` or `window` must not compile.
  { name: 'pure engine', file: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', 'packages/engine'] },
  { name: 'lint', file: 'node_modules/eslint/bin/eslint.js', args: ['.'] },
  { name: 'format', file: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'] },
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
