import { PassThrough } from 'node:stream';
import { openTerminal, type Terminal } from '../../../packages/cli/src/terminal/terminal.ts';

/** What a terminal looks like to the code under test. */
export interface Screen {
  readonly isTTY: boolean;
  readonly columns?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly asksPlain?: boolean;
}

/** A terminal whose output is kept: every character that was written, in order. */
export function recordTerminal({ isTTY, columns = 80, env = {}, asksPlain = false }: Screen) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => {
    const through = new PassThrough();
    through.on('data', (chunk: Buffer) => (written[name] += chunk.toString()));
    return Object.assign(through, { isTTY, columns }) as unknown as NodeJS.WriteStream;
  };
  const stdin = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.ReadStream;
  const terminal: Terminal = openTerminal(asksPlain, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    stdin,
    env,
  });
  return { terminal, written };
}

/** A plain terminal of 80 columns, for tests of what is laid out on it. */
export function plainTerminal(): Terminal {
  return recordTerminal({ isTTY: false }).terminal;
}
