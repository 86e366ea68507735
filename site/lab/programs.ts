import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFrame, bundleWorker } from '@keysmith/page/bundle';
import type { AstroIntegration } from 'astro';

interface Program {
  readonly type: string;
  bundle(): Promise<string>;
}

const PROGRAMS: Readonly<Record<string, Program>> = {
  // Carries its own policy, by which it reaches nothing.
  'lab/frame.html': { type: 'text/html; charset=utf-8', bundle: bundleFrame },
  'lab/worker.js': { type: 'text/javascript; charset=utf-8', bundle: bundleWorker },
};

/**
 * Adds the two programs in which the lab runs exercises. They are bundled apart from the pages: each is one classic script
 * without imports, since neither may load anything.
 */
export function labPrograms(): AstroIntegration {
  return {
    name: 'keysmith-lab-programs',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = request.url?.split('?')[0] ?? '';
          const program = Object.entries(PROGRAMS).find(([name]) => path.endsWith(`/${name}`))?.[1];
          if (program === undefined) return next();
          program.bundle().then((text) => response.setHeader('content-type', program.type).end(text), next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        await mkdir(join(folder, 'lab'), { recursive: true });
        await Promise.all(
          Object.entries(PROGRAMS).map(async ([name, { bundle }]) =>
            writeFile(join(folder, name), await bundle()),
          ),
        );
      },
    },
  };
}
