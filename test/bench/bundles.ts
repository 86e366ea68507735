import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';

/** Bytes after gzip, as a browser loads them. */
export interface BundleSizes {
  /** Every operation, PartiQL too, and the worker door. */
  readonly whole: number;
  readonly withoutPartiql: number;
}

export async function measureBundles(): Promise<BundleSizes> {
  const door = "import { serveWorker } from '@keysmith/engine/worker';";
  const partiql = "import { partiql } from '@keysmith/engine/partiql';";
  return {
    whole: await bundledBytes(`${door} ${partiql} serveWorker(self, { operations: partiql });`),
    withoutPartiql: await bundledBytes(`${door} serveWorker(self);`),
  };
}

async function bundledBytes(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength;
}
