import { describe, expect, it } from 'vitest';
import { showLearnerOutput } from '../../../packages/cli/src/practice/learner-output.ts';
import { recordTerminal } from '../terminal/recorder.ts';

function record() {
  const { terminal, written } = recordTerminal({ isTTY: false });
  return { output: showLearnerOutput(terminal), written };
}

describe("the learner's output", () => {
  it('is shown line by line with a bar, however it is cut into pieces', () => {
    const { output, written } = record();
    for (const piece of ['on', 'e\ntw', 'o\r\nthr']) output.add(piece);
    expect(written.stdout).toBe('Your code prints:\n| one\n| two\n');
    output.end();
    expect(written.stdout).toBe('Your code prints:\n| one\n| two\n| thr\n');
    expect(output.text()).toBe('one\ntwo\r\nthr');
  });

  it('says nothing where nothing was printed', () => {
    const { output, written } = record();
    output.end();
    expect(written.stdout).toBe('');
  });

  it('does not bury the verdict under a print in a loop', () => {
    const { output, written } = record();
    for (let i = 0; i < 250; i += 1) output.add(`${i}\n`);
    output.end();
    const lines = written.stdout.trim().split('\n');
    expect(lines).toHaveLength(102);
    expect(lines.at(-1)).toBe('| … and 150 more lines, all with --json');
  });
});
