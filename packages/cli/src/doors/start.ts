// `npm start`: serves the course site on this machine until Ctrl-C.
import { join } from 'node:path';
import { styleText } from 'node:util';
import { repositoryRoot } from '../course-root.ts';
import { createChildren, onStop } from './children.ts';

/** Serving must begin within this time, or something is wrong that waiting will not mend. */
const START_MAX_MS = 120_000;

const started = performance.now();
const children = createChildren();
let address: string | undefined;
let log = '';

// --ignore-lock: two clones may be served at once, and the server stays in this terminal.
const server = children.start(
  process.execPath,
  [
    join(repositoryRoot, 'node_modules/astro/bin/astro.mjs'),
    'dev',
    '--ignore-lock',
    ...process.argv.slice(2),
  ],
  {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  },
);
console.log('Starting the course site …');

server.stdout?.on('data', (chunk: Buffer) => {
  if (address !== undefined) return;
  log += chunk.toString();
  address = /https?:\/\/(?:127\.0\.0\.1|localhost):\d+\S*/.exec(withoutColours(log))?.[0];
  if (address !== undefined) void welcome(address);
});
server.stderr?.on('data', (chunk: Buffer) => {
  if (address === undefined) log += chunk.toString();
  else process.stderr.write(chunk);
});

const patience = setTimeout(() => {
  if (address !== undefined) return;
  console.error(`${log}\nThe site did not start within ${START_MAX_MS / 1000} s. What it said stands above.`);
  process.exitCode = 2;
  void children.end();
}, START_MAX_MS);

server.on('exit', (code) => {
  clearTimeout(patience);
  if (stopping) return;
  if (address === undefined) process.stderr.write(log);
  console.error(
    address === undefined
      ? 'The site could not be started; the reason stands above. `npx keysmith check` tells more about the chapters.'
      : `The site's server ended (exit code ${code}).`,
  );
  process.exitCode = 2;
});

let stopping = false;
onStop(async () => {
  stopping = true;
  await children.end();
  process.exit(0);
});

/** Fetches the first page, so that it is ready before anybody opens it, and says what to do. */
async function welcome(url: string): Promise<void> {
  const status = await fetch(url).then(
    (reply) => reply.status,
    () => undefined,
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const stream = process.stdout;
  const bold = (text: string) => styleText('bold', text, { stream });
  const dim = (text: string) => styleText('dim', text, { stream });
  if (status !== 200)
    console.error(`The first page answers with ${status ?? 'nothing'}; see the messages above.`);
  console.log(`
  ${bold('Keysmith')} is open at ${bold(url)} ${dim(`(after ${seconds} s)`)}

  ${dim('read')}  open the page in your browser and begin with the first chapter
  ${dim('do')}    npx keysmith next    ${dim('in a second terminal')}
  ${dim('stop')}  Ctrl-C
`);
}

/** Astro colours its output even in a pipe if the environment asks for it. */
function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the terminal's control sequences
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
