import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { SDK_STAND_INS } from '../bundling/sdk.ts';
import { standIns } from '../bundling/stand-ins.ts';
import { BOOT, nodeFlags } from './command.ts';

/** The program of the jail, in a folder of its own that every user may read. */
export interface JailProgram {
  /** Absolute path of the folder; `BOOT` in it is what Node starts. */
  readonly folder: string;
  remove(): Promise<void>;
}

const pathOf = (module: string): string => fileURLToPath(new URL(module, import.meta.url));
const ALL_READ = 0o755;

/**
 * Bundles the jail's program with the AWS SDK, as for a browser: what the SDK would read of the machine is left out, as is
 * what it never uses here. Every submission starts two or three jails, and each loads all of it. Names are kept, since
 * messages show them. V8 compiles it here once, and not in each jail.
 */
export async function buildJail(): Promise<JailProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-jail-'));
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeNow);
  await chmod(folder, ALL_READ);
  const program = join(folder, 'program.cjs');
  await writeFile(program, `(function (require, crypto) {${await bundle('../jail/main.ts')}\n})`, {
    mode: 0o644,
  });
  await writeFile(join(folder, BOOT), await bundle('../jail/boot.ts'), { mode: 0o644 });
  await compile(program, join(folder, 'program.cache'));
  return {
    folder,
    async remove() {
      process.off('exit', removeNow);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function bundle(module: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [pathOf(module)],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    external: ['node:*'],
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'ascii',
    plugins: [standIns(SDK_STAND_INS)],
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  // It is read back with one byte for each character, as V8 keeps it too.
  if (Buffer.byteLength(text) !== text.length) throw new Error(`The bundle of ${module} is not ASCII.`);
  return text;
}

async function compile(program: string, cache: string): Promise<void> {
  // V8 takes what was compiled under the same flags, and a jail has no others than these.
  const words = [...nodeFlags(), pathOf('./compile-program.ts'), program, cache];
  await promisify(execFile)(process.execPath, words, { env: {} });
  await chmod(cache, 0o644);
}
