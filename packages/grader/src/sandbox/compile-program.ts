// node compile-program.ts <program> <cache>: has V8 compile every function of the jail's program, and keeps what it made.
import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

const [, , program = '', cache = ''] = process.argv;
// A function is compiled when it is called first, unless V8 is told otherwise. It takes what was compiled under its usual
// settings only, so these are set again.
setFlagsFromString('--no-lazy');
const script = new Script(readFileSync(program, 'latin1'), { filename: program });
setFlagsFromString('--lazy');
writeFileSync(cache, script.createCachedData());
