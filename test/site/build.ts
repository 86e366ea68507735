import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ASTRO = join(ROOT, 'node_modules/astro/bin/astro.mjs');

/** One build of the site, finished. */
export interface BuiltSite {
  /** Absolute folder with the pages. */
  readonly folder: string;
  /** Path under which it must be served, with slashes on both ends. */
  readonly base: string;
  /** Everything that the build printed. */
  readonly log: string;
}

/** The builds that all tests of the site share. */
export interface BuiltSites {
  /** At the root of a host, as `npm start` serves it; its origin is unknown. */
  readonly plain: BuiltSite;
  /** In a folder of a public host, as a static host serves it. */
  readonly nested: BuiltSite;
}

declare module 'vitest' {
  interface ProvidedContext {
    site: BuiltSites;
  }
}

/** Vitest's global setup: builds the site once at a run, into a folder that goes away with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'keysmith-site-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // One after the other: both write the folder .astro of this repository.
    const plain = await buildOrThrow(join(folder, 'plain'), {});
    const nested = await buildOrThrow(join(folder, 'nested'), {
      KEYSMITH_BASE: '/courses/keysmith/',
      KEYSMITH_SITE: 'https://keysmith.example',
    });
    project.provide('site', { plain, nested });
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

/** What a build ended with. */
export interface BuildEnd {
  /** 0 if the site was built. */
  readonly code: number | null;
  readonly log: string;
}

/** Builds the site into a folder, with further variables of the environment. */
export async function buildSite(folder: string, variables: Record<string, string>): Promise<BuildEnd> {
  const child = spawn(process.execPath, [ASTRO, 'build'], {
    cwd: ROOT,
    env: {
      ...withoutVitest(process.env),
      ASTRO_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
      KEYSMITH_OUT: join(folder, 'pages'),
      KEYSMITH_CACHE: join(folder, 'cache'),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  return { code, log };
}

async function buildOrThrow(folder: string, variables: Record<string, string>): Promise<BuiltSite> {
  const { code, log } = await buildSite(folder, variables);
  if (code !== 0) throw new Error(`The site was not built (exit ${code}):\n${log}`);
  return { folder: join(folder, 'pages'), base: variables['KEYSMITH_BASE'] ?? '/', log };
}

/** Vitest's own variables would make Astro build for tests instead of for production. */
export function withoutVitest(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(VITEST|NODE_ENV$|MODE$|DEV$|PROD$|BASE_URL$|SSR$|TEST$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.test(name)));
}
