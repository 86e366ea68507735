import { createColors } from 'picocolors';

export type Colours = ReturnType<typeof createColors>;

/** Where a command writes, and how much of it the reader's terminal can show. */
export interface Terminal {
  /** Append-only output without colours, for logs, files, pipes and screen readers. */
  readonly plain: boolean;
  /** Characters in a line. */
  readonly columns: number;
  readonly colours: Colours;
  /** Whether somebody is there who can be asked. */
  readonly interactive: boolean;
  /** Writes text and a line feed to standard output. */
  print(text?: string): void;
  /** Writes text and a line feed to standard error: what is no part of the answer. */
  note(text: string): void;
  /** Shows a passing line that the next output replaces; nothing when plain. An empty text takes it away. */
  status(text: string): void;
  /** Empties the screen; nothing when plain. */
  clear(): void;
}

/** What a terminal is made from; a test hands in its own. */
export interface Surroundings {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  readonly env: NodeJS.ProcessEnv;
}

/** Lines longer than this are hard to read, however wide the window is. */
const COLUMNS_MAX = 100;
const COLUMNS_PLAIN = 80;

const ERASE_LINE = '\r\u001b[2K';
const ERASE_SCREEN = '\u001b[2J\u001b[H';

/** The terminal of this process. Plain if asked for, if NO_COLOR is set, or if nobody looks at a screen. */
export function openTerminal(asksPlain: boolean, surroundings: Surroundings = process): Terminal {
  const { stdout, stderr, stdin, env } = surroundings;
  const plain = asksPlain || !stdout.isTTY || Boolean(env['NO_COLOR']) || env['TERM'] === 'dumb';
  let statusShown = false;

  const withoutStatus = () => {
    if (statusShown) stdout.write(ERASE_LINE);
    statusShown = false;
  };

  return {
    plain,
    columns: plain ? COLUMNS_PLAIN : Math.min(stdout.columns || COLUMNS_PLAIN, COLUMNS_MAX),
    colours: createColors(!plain),
    interactive: Boolean(stdin.isTTY && stdout.isTTY),
    print(text = '') {
      withoutStatus();
      stdout.write(`${text}\n`);
    },
    note(text) {
      withoutStatus();
      stderr.write(`${text}\n`);
    },
    status(text) {
      if (plain) return;
      withoutStatus();
      if (text === '') return;
      stdout.write(text);
      statusShown = true;
    },
    clear() {
      if (!plain) stdout.write(ERASE_SCREEN);
    },
  };
}

/** The same terminal without a word on standard output, for when that belongs to a machine. */
export function silenced(terminal: Terminal): Terminal {
  const silent = () => undefined;
  return { ...terminal, print: silent, status: silent, clear: silent };
}
