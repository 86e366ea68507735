import type { Terminal } from './terminal.ts';

const BAR_WIDTH = 24;
/** In plain output a line at each of these parts of the whole, so that a log of a large class stays short. */
const PLAIN_STEPS = 10;

/**
 * Shows how much of a known number of things is done: a bar that moves, or a few plain lines. The bar estimates the time
 * that remains, from the pace so far.
 */
export function showProgress(
  noun: string,
  terminal: Terminal,
  now: () => number = () => performance.now(),
): (done: number, total: number) => void {
  let stepShown = 0;
  const begunMs = now();
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
    const left = remaining(((now() - begunMs) / done) * (total - done));
    terminal.status(` ${bar} ${done} of ${total} ${noun}${left}`);
  };
}

/** ", about 3 min left"; nothing where the end is near or unknown. */
function remaining(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (!Number.isFinite(seconds) || seconds < 1) return '';
  if (seconds < 90) return `, about ${seconds} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `, about ${minutes} min left` : `, about ${(minutes / 60).toFixed(1)} h left`;
}
