/**
 * Starts the jail's program with what V8 made of it beforehand (sandbox/compile-program.ts). To compile it anew would be a
 * third of the start, and every submission starts two or three jails.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { constants, Script } from 'node:vm';

const [, boot = ''] = process.argv;
const folder = dirname(boot);
const filename = join(folder, 'program.cjs');
const program = new Script(readFileSync(filename, 'latin1'), {
  filename,
  cachedData: readFileSync(join(folder, 'program.cache')),
  // Learners' modules come from data: addresses.
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const run = program.runInThisContext() as (
  require: NodeJS.Require,
  crypto: Pick<Crypto, 'getRandomValues' | 'randomUUID'>,
) => void;
// Node loads all of its cryptography for whoever only looks at `crypto`, as the SDK does.
run(createRequire(filename), {
  getRandomValues: (array) => globalThis.crypto.getRandomValues(array),
  randomUUID: () => globalThis.crypto.randomUUID(),
});
