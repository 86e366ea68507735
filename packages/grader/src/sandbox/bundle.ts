import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The program of the jail as one file, in a folder of its own that every user may read. */
export interface JailProgram {
  readonly path: string;
  remove(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../jail/main.ts', import.meta.url));
const ALL_READ = 0o755;

/**
 * Bundles the jail's program with the AWS SDK, as for a browser: what the SDK would read of the machine is left out, and
 * it loads in a third of the time. Names are kept, since messages show them.
 */
export async function buildJail(): Promise<JailProgram> {
  const { outputFiles } = await build({
    entryPoints: [MAIN],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    external: ['node:*'],
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'silent',
  });
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-jail-'));
  await chmod(folder, ALL_READ);
  const path = join(folder, 'jail.cjs');
  await writeFile(path, outputFiles[0]?.contents ?? '', { mode: 0o644 });
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeNow);
  return {
    path,
    async remove() {
      process.off('exit', removeNow);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
