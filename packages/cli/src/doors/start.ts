// `npm start`: serves the course site on this machine until Ctrl-C.
import { join } from 'node:path';
import { styleText } from 'node:util';
import { repositoryRoot } from '../course-root.ts';
import { createChildren, onStop } from './children.ts';
import { serve } from './serve.ts';

const children = createChildren();
let isStopping = false;
onStop(async () => {
  isStopping = true;
  await children.end();
  process.exit(0);
});

const started = performance.now();
console.log('Starting the course site …');
try {
  const { address, ended } = await serve(
    {
      file: join(repositoryRoot, 'node_modules/astro/bin/astro.mjs'),
      // The server's lock is ignored, because two clones may be served at once.
      args: ['dev', '--ignore-lock', ...process.argv.slice(2)],
      cwd: repositoryRoot,
      startMaxMs: 120_000,
    },
    children,
  );
  await welcome(address);
  const code = await ended;
  if (!isStopping) console.error(`The site's server ended (exit code ${code}).`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(
    'The site could not be started. `npx keysmith check --files-only` tells whether a chapter is at fault.',
  );
}
process.exitCode = 2;

/** Fetches the first page, so that it is ready before anybody opens it, and says what to do. */
async function welcome(address: string): Promise<void> {
  const status = await fetch(address).then(
    (reply) => String(reply.status),
    (error: unknown) => String(error),
  );
  if (status !== '200') console.error(`The first page answers with ${status}.`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const stream = process.stdout;
  const bold = (text: string) => styleText('bold', text, { stream });
  const dim = (text: string) => styleText('dim', text, { stream });
  console.log(`
  ${bold('Keysmith')} is open at ${bold(address)} ${dim(`(after ${seconds} s)`)}

  ${dim('read')}  open the page in your browser and begin with the first chapter
  ${dim('do')}    npx keysmith next    ${dim('in a second terminal')}
  ${dim('stop')}  Ctrl-C
`);
}
