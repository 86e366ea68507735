import { stripVTControlCharacters } from 'node:util';
import { createChildren, type Children } from './children.ts';

/** A server to run: a JavaScript file that prints its address, such as Astro's command. */
export interface ServerProgram {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Serving must begin within this time, or something is wrong that waiting will not mend. */
  readonly startMaxMs: number;
}

export interface Served {
  /** "http://127.0.0.1:4321/". */
  readonly address: string;
  /** Resolves with the exit code when the server ends. */
  readonly ended: Promise<number | null>;
}

/** The server ended or stayed silent before it served; the message holds what it said. */
export class ServeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ServeError';
  }
}

const ADDRESS = /https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\S*/;

/**
 * Starts a server and resolves when it serves. What it says before is kept for the error; later, its complaints go to
 * the terminal and its log of requests goes nowhere.
 *
 * @throws {ServeError}
 */
export function serve(program: ServerProgram, children: Children = createChildren()): Promise<Served> {
  const { promise, resolve, reject } = Promise.withResolvers<Served>();
  const child = children.start(process.execPath, [program.file, ...program.args], {
    cwd: program.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  let said = '';
  let isServing = false;

  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (isServing) return;
    said += text;
    const address = ADDRESS.exec(stripVTControlCharacters(said))?.[0];
    if (address === undefined) return;
    isServing = true;
    resolve({ address, ended });
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (isServing) process.stderr.write(text);
    else said += text;
  });
  child.on('error', (error) => reject(new ServeError(error.message)));
  child.on('close', (code) =>
    reject(new ServeError(`${said.trim()}\nThe server ended (exit code ${code}).`)),
  );

  const patience = setTimeout(() => {
    const seconds = program.startMaxMs / 1000;
    reject(new ServeError(`${said.trim()}\nThe server did not serve within ${seconds} s.`));
    child.kill();
  }, program.startMaxMs);
  void promise.then(
    () => clearTimeout(patience),
    () => clearTimeout(patience),
  );
  return promise;
}
