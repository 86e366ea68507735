import { TableError } from '../errors.ts';
import type { StartOptions, TableServer } from '../server.ts';
import { repeatUntil } from '../waiting.ts';
import { openHttpLine } from './http.ts';
import { findJava } from './java.ts';
import { openNamespaces } from './namespaces.ts';
import { findFreePort, portTaken, requireFreePort } from './port.ts';
import { superviseProgram } from './process.ts';
import type { SupervisedProgram } from './process.ts';
import { findProgramFolder } from './program.ts';
import { createRegister } from './register.ts';

const startTimeoutDefaultMs = 30_000;
/** A free port can be taken by somebody else before Java gets to it. That this happens three times is no accident. */
const freePortAttemptsMax = 3;

/**
 * Starts DynamoDB Local, the official program, in memory and without telemetry, and resolves when it answers.
 *
 * It listens on every network interface and cannot be told otherwise; see `superviseProgram`.
 *
 * @throws {TableError} 'table.no-java', 'table.old-java', 'table.no-program', 'table.port-taken',
 * 'table.start-timeout' or 'table.start-failed'.
 */
export async function startLocal(options: StartOptions = {}): Promise<TableServer> {
  const limitMs = options.startTimeoutMs ?? startTimeoutDefaultMs;
  const programFolder = findProgramFolder();
  const java = await findJava(process.env);
  const deadline = performance.now() + limitMs;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port === undefined ? await findFreePort() : await requireFreePort(options.port);
    const program = superviseProgram({ programFolder, java, port });
    const outcome = await awaitFirstReply(program, endpointAt(port), deadline - performance.now());
    if (outcome === 'ready') return serverOver(program, endpointAt(port));
    await program.stop();
    if (outcome === 'late') throw tooSlow(limitMs, program.errorOutput());
    if (!/Failed to bind/.test(outcome.errorOutput)) throw diedAtStart(outcome);
    if (options.port !== undefined || attempt === freePortAttemptsMax) throw portTaken(port);
  }
}

/** Joins a DynamoDB Local that another process started with `startLocal`. Closing the result leaves it running. */
export function connectLocal(endpoint: string): TableServer {
  const line = openHttpLine(endpoint);
  return {
    kind: 'dynamodb-local',
    address: { kind: 'dynamodb-local', endpoint },
    ...openNamespaces(line.send),
    async close() {
      line.close();
    },
  };
}

function serverOver(program: SupervisedProgram, endpoint: string): TableServer {
  const connection = connectLocal(endpoint);
  return {
    ...connection,
    async close() {
      await connection.close();
      await program.stop();
    },
  };
}

const endpointAt = (port: number) => `http://127.0.0.1:${port}`;

type StartOutcome = 'ready' | 'late' | Awaited<SupervisedProgram['ended']>;

/** The first request that a server answers is the one that its register of namespaces needs anyway. */
async function awaitFirstReply(
  program: SupervisedProgram,
  endpoint: string,
  limitMs: number,
): Promise<StartOutcome> {
  const line = openHttpLine(endpoint);
  let end: StartOutcome | undefined;
  const ended = program.ended.then((how) => (end = how));
  const answered = repeatUntil(async () => end ?? (await isAnswering(line.send)), {
    limitMs,
    firstPauseMs: 20,
    longestPauseMs: 40,
  });
  try {
    return await Promise.race([ended, answered.then((outcome) => outcome ?? 'late')]);
  } finally {
    line.close();
  }
}

async function isAnswering(send: Parameters<typeof createRegister>[0]): Promise<'ready' | undefined> {
  try {
    await createRegister(send);
    return 'ready';
  } catch (error) {
    if (error instanceof TableError) return undefined;
    throw error;
  }
}

function tooSlow(limitMs: number, errorOutput: string): TableError {
  return new TableError(
    'table.start-timeout',
    `DynamoDB Local did not answer within ${limitMs} ms, and was ended.${quoted(errorOutput)} ` +
      'Close what keeps this machine busy and try again, or allow more time with startTimeoutMs.',
  );
}

function diedAtStart({ reason, errorOutput }: { reason: string; errorOutput: string }): TableError {
  return new TableError(
    'table.start-failed',
    `DynamoDB Local did not start: ${reason}.${quoted(errorOutput)} ` +
      'If that names a damaged or missing file, run "npm ci" again; if it names memory, free some.',
  );
}

function quoted(errorOutput: string): string {
  return errorOutput === '' ? ' It printed no error.' : ` It printed:\n${errorOutput}\n`;
}
