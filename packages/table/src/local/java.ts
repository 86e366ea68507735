import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { TableError } from '../errors.ts';

/** A Java that takes longer to tell its version is none. */
const versionPatienceMs = 15_000;

/** The oldest Java that DynamoDB Local 3 runs on. */
const oldestMajor = 17;

const howToInstall =
  'Install one (Debian, Ubuntu: "apt install openjdk-21-jre-headless", or openjdk-17-jre-headless where 21 is missing; ' +
  'macOS: "brew install openjdk"; Windows: "winget install EclipseAdoptium.Temurin.21.JRE"), ' +
  'or set JAVA_HOME to the folder of one that you have. The embedded table ("--table embedded") needs none.';

interface Candidate {
  readonly path: string;
  /** Where the path comes from, for the message. */
  readonly source: 'JAVA_HOME' | 'PATH';
}

interface Inspected extends Candidate {
  /** The major version, such as 17; absent when the program did not tell. */
  readonly major?: number;
  readonly output: string;
}

/**
 * The path of a Java that can run DynamoDB Local: the one of JAVA_HOME if it is new enough, else the first on PATH.
 *
 * @throws {TableError} 'table.no-java' when there is none, 'table.old-java' when all that there are are too old.
 */
export async function findJava(env: NodeJS.ProcessEnv, patienceMs = versionPatienceMs): Promise<string> {
  const rejected: Inspected[] = [];
  for (const candidate of candidatesIn(env)) {
    const inspected = await inspect(candidate, patienceMs);
    if (inspected.major !== undefined && inspected.major >= oldestMajor) return inspected.path;
    rejected.push(inspected);
  }
  throw refusal(rejected, env);
}

function candidatesIn(env: NodeJS.ProcessEnv): Candidate[] {
  const name = process.platform === 'win32' ? 'java.exe' : 'java';
  const home = env['JAVA_HOME']
    ? [{ path: join(env['JAVA_HOME'], 'bin', name), source: 'JAVA_HOME' as const }]
    : [];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.map((folder) => ({ path: join(folder, name), source: 'PATH' as const }));
  const firstOnPath = onPath.find((candidate) => isExecutable(candidate.path));
  return [...home.filter((candidate) => isExecutable(candidate.path)), ...(firstOnPath ? [firstOnPath] : [])];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Java prints its version on the error stream, older ones as "1.8.0", newer ones as "17.0.15" or "26-ea". */
function inspect(candidate: Candidate, patienceMs: number): Promise<Inspected> {
  return new Promise((resolve) => {
    execFile(
      candidate.path,
      ['-version'],
      { timeout: patienceMs, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.trim() || (error?.message ?? '');
        const match = /version "(\d+)(?:\.(\d+))?/.exec(output);
        const major = match === null ? undefined : Number(match[1] === '1' ? match[2] : match[1]);
        resolve({ ...candidate, output, ...(major !== undefined && { major }) });
      },
    );
  });
}

function refusal(rejected: readonly Inspected[], env: NodeJS.ProcessEnv): TableError {
  const need = `DynamoDB Local needs a Java runtime, version ${oldestMajor} or newer`;
  const old = rejected.filter((candidate) => candidate.major !== undefined);
  if (old.length > 0) {
    const found = old.map(({ major, path, source }) => `Java ${major} at ${path}, from ${source}`).join('; ');
    return new TableError('table.old-java', `${need}. Found only ${found}. ${howToInstall}`);
  }
  const mute = rejected
    .map(({ path, output }) => ` ${path} does not tell its version: "${firstLine(output)}".`)
    .join('');
  const home = env['JAVA_HOME'] ? `JAVA_HOME is ${env['JAVA_HOME']}` : 'JAVA_HOME is not set';
  const looked = `None was found (${home}; the program "java" was looked for on PATH).`;
  return new TableError('table.no-java', `${need}. ${looked}${mute} ${howToInstall}`);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
