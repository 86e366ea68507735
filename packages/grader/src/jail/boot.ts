/**
 * Starts the jail's program with what V8 made of it beforehand (sandbox/compile-program.ts). To compile it anew would be a
 * third of the start, and every submission starts two or three jails.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, Script } from 'node:vm';

const [, boot = ''] = process.argv;
const folder = boot.slice(0, boot.lastIndexOf('/'));
const filename = `${folder}/program.cjs`;
const program = new Script(readFileSync(filename, 'latin1'), {
  filename,
  cachedData: readFileSync(`${folder}/program.cache`),
  // Learners' modules come from data: addresses.
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
(program.runInThisContext() as (require: NodeJS.Require) => void)(createRequire(filename));
