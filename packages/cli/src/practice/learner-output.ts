import type { Terminal } from '../terminal/terminal.ts';

/** Lines beyond this are counted only: a print in a loop must not bury the verdict. */
const LINES_MAX = 100;

/** Shows what the learner's code prints, as it comes, apart from what the command itself says. */
export interface LearnerOutput {
  add(text: string): void;
  /** Shows a last line that has no line feed, and how many lines were left out. */
  end(): void;
  /** Everything printed, for the reader that is a machine. */
  text(): string;
}

export function showLearnerOutput(terminal: Terminal): LearnerOutput {
  const { dim } = terminal.colours;
  const bar = terminal.plain ? '| ' : dim(' │ ');
  let all = '';
  let unfinished = '';
  let lines = 0;

  const show = (line: string) => {
    lines += 1;
    if (lines === 1) terminal.print(dim(`${terminal.plain ? '' : ' '}Your code prints:`));
    if (lines <= LINES_MAX) terminal.print(bar + line);
  };

  return {
    add(text) {
      all += text;
      const parts = (unfinished + text).split('\n');
      unfinished = parts.pop() ?? '';
      for (const line of parts) show(line.replace(/\r$/, ''));
    },
    end() {
      if (unfinished !== '') show(unfinished);
      unfinished = '';
      if (lines > LINES_MAX) terminal.print(`${bar}… and ${lines - LINES_MAX} more lines, all with --json`);
    },
    text: () => all,
  };
}
