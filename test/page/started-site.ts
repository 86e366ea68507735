import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { withoutVitest } from '../site/build.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

/**
 * What Astro remembers in this repository whatever course it shows. Left there, it would lead whoever takes it for their
 * own to files of another course.
 */
const REMEMBERED = ['.astro/content-modules.mjs', '.astro/data-store.json'];

/** The site as `npm start` serves it. */
export interface StartedSite extends AsyncDisposable {
  /** "http://127.0.0.1:4321/". */
  readonly address: string;
}

/** Does what `npm start` does once everything is installed, for another course. */
export async function startSite(course: string): Promise<StartedSite> {
  await forget();
  const door = join(REPOSITORY, 'packages/cli/src/doors/start.ts');
  const child = spawn(process.execPath, [door], {
    env: {
      ...withoutVitest(process.env),
      KEYSMITH_COURSE: course,
      KEYSMITH_CACHE: join(course, '.keysmith', 'astro'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += stripVTControlCharacters(text);
        const found = /is open at (\S+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    void ended.then(() => reject(new Error(`npm start ended before it served:\n${said}`)));
  });
  return {
    address: await address,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
      await forget();
    },
  };
}

async function forget(): Promise<void> {
  await Promise.all(REMEMBERED.map((file) => rm(join(REPOSITORY, file), { force: true })));
}
