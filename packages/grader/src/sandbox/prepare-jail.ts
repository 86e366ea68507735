import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { buildJail } from './bundle.ts';
import type { JailPlan } from './command.ts';
import { IsolationError, type Isolation } from './isolation.ts';
import { startJail } from './jail.ts';

const run = promisify(execFile);

/** Jails can be started from now on, until it is disposed of, which removes what was prepared. */
export interface PreparedJail extends AsyncDisposable {
  readonly plan: JailPlan;
}

/** A machine under load needs seconds. */
const START_MS_MAX = 60_000;

/**
 * Bundles the jail's program, looks for what the isolation needs, and starts a jail to see whether it works.
 *
 * @throws {IsolationError} that names what is missing, and the remedy.
 */
export async function prepareJail(isolation: Isolation): Promise<PreparedJail> {
  const isRoot = process.getuid?.() === 0;
  const libraries = isolation === 'none' ? [] : await findTools(isolation, isRoot);
  const program = await buildJail();
  const node = await realpath(process.execPath);
  const plan: JailPlan = { isolation, node, program: program.folder, libraries, isRoot };
  try {
    await tryOut(plan);
  } catch (error) {
    await program.remove();
    throw error;
  }
  return { plan, [Symbol.asyncDispose]: () => program.remove() };
}

const OTHERWISE =
  'Or choose --isolation container on a machine that is one submission’s own, or --isolation none for code that you trust.';

/** Gives the libraries that Node and prlimit need in the sandbox. */
async function findTools(isolation: 'sandbox' | 'container', isRoot: boolean): Promise<string[]> {
  if (process.platform !== 'linux') {
    throw new IsolationError(
      'isolation.not-linux',
      `Isolation "${isolation}" needs Linux, and this is ${process.platform}. Grade in a Linux container or a CI job, ` +
        'or choose --isolation none for code that you trust.',
    );
  }
  if (isolation === 'container' && !isRoot) {
    throw new IsolationError(
      'isolation.not-root',
      'Isolation "container" gives the code another user id, which only root may do. Run as root in the container, or ' +
        'choose --isolation sandbox, which needs no root.',
    );
  }
  if (isolation === 'sandbox' && !(await isThere('bwrap'))) {
    throw new IsolationError(
      'isolation.no-bwrap',
      `bubblewrap is missing, which isolates submissions. Install it: apt-get install bubblewrap. ${OTHERWISE}`,
    );
  }
  for (const tool of ['prlimit', ...(isRoot ? ['setpriv'] : [])]) {
    if (!(await isThere(tool)))
      throw new IsolationError(
        'isolation.no-tools',
        `${tool} is missing, which limits submissions. Install it: apt-get install util-linux. ${OTHERWISE}`,
      );
  }
  return isolation === 'sandbox' ? librariesOf([process.execPath, '/usr/bin/prlimit']) : [];
}

async function isThere(tool: string): Promise<boolean> {
  return run(tool, ['--version']).then(
    () => true,
    () => false,
  );
}

/** What programs are linked with, and prlimit itself. The loader is named by its path alone. */
async function librariesOf(programs: readonly string[]): Promise<string[]> {
  const found = new Set<string>(['/usr/bin/prlimit']);
  for (const program of programs) {
    const { stdout } = await run('ldd', [program]);
    for (const [, path] of stdout.matchAll(/(\/\S+) \(0x/g)) found.add(path as string);
  }
  return [...found];
}

function tryOut(plan: JailPlan): Promise<void> {
  return new Promise((resolve, reject) => {
    const jail = startJail(plan);
    const fail = (why: string): void => {
      clearTimeout(timer);
      jail.kill();
      reject(new IsolationError('isolation.failed', failedText(plan, why)));
    };
    const timer = setTimeout(() => fail(`It did not start within ${START_MS_MAX / 1000} s.`), START_MS_MAX);
    jail.listen({
      frame() {
        clearTimeout(timer);
        jail.kill();
        resolve();
      },
      output: () => undefined,
      broken: (problem) => fail(problem),
      ended: (_, lastWords) => fail(lastWords.trim()),
    });
  });
}

function failedText({ isolation, node }: JailPlan, why: string): string {
  const remedy =
    isolation === 'none'
      ? ''
      : ` Other users must be able to read ${node} and the folders above it, and the kernel must let this user make ` +
        `namespaces (sysctl kernel.unprivileged_userns_clone, or an AppArmor rule for bwrap). ${OTHERWISE}`;
  return `Isolation "${isolation}" does not work on this machine: ${why}${remedy}`;
}
