import type { Terminal } from './terminal.ts';

const BAR_WIDTH = 24;
/** In plain output a line at each of these parts of the whole, so that a log of a large class stays short. */
const PLAIN_STEPS = 10;

/** Shows how much of a known number of things is done: a bar that moves, or a few plain lines. */
export function showProgress(noun: string, terminal: Terminal): (done: number, total: number) => void {
  let stepShown = 0;
  return (done, total) => {
    if (total === 0) return;
    if (terminal.plain) {
      const step = Math.floor((done / total) * PLAIN_STEPS);
      if (step > stepShown) terminal.print(`${done} of ${total} ${noun}`);
      stepShown = Math.max(step, stepShown);
      return;
    }
    const filled = Math.floor((done / total) * BAR_WIDTH);
    const { green, dim } = terminal.colours;
    const bar = green('━'.repeat(filled)) + dim('─'.repeat(BAR_WIDTH - filled));
    terminal.status(` ${bar} ${done} of ${total} ${noun}`);
  };
}
