import { describe, expect, it } from 'vitest';
import { silenced } from '../../../packages/cli/src/terminal/terminal.ts';
import { showProgress } from '../../../packages/cli/src/terminal/progress.ts';
import { recordTerminal } from './recorder.ts';

describe('a terminal', () => {
  it.each([
    ['a person looks at it', { isTTY: true }, false],
    ['its output goes into a file', { isTTY: false }, true],
    ['NO_COLOR is set', { isTTY: true, env: { NO_COLOR: '1' } }, true],
    ['NO_COLOR is empty', { isTTY: true, env: { NO_COLOR: '' } }, false],
    ['it is dumb', { isTTY: true, env: { TERM: 'dumb' } }, true],
    ['--plain asks for it', { isTTY: true, asksPlain: true }, true],
  ])('is plain or not when %s', (_, screen, plain) => {
    const { terminal, written } = recordTerminal(screen);
    terminal.status('working …');
    terminal.clear();
    terminal.print(terminal.colours.red('done'));
    expect(terminal.plain).toBe(plain);
    expect(written.stdout === 'done\n').toBe(plain);
  });

  it('replaces a passing line by what is printed next', () => {
    const { terminal, written } = recordTerminal({ isTTY: true });
    terminal.status('one');
    terminal.status('two');
    terminal.print('three');
    terminal.print('four');
    expect(written.stdout).toBe('one\r\u001b[2Ktwo\r\u001b[2Kthree\nfour\n');
  });

  it('keeps what is no part of the answer off standard output', () => {
    const { terminal, written } = recordTerminal({ isTTY: false });
    terminal.note('careful');
    expect(written).toEqual({ stdout: '', stderr: 'careful\n' });
  });

  it('uses no more columns than can be read well', () => {
    expect(recordTerminal({ isTTY: true, columns: 300 }).terminal.columns).toBe(100);
    expect(recordTerminal({ isTTY: true, columns: 60 }).terminal.columns).toBe(60);
    expect(recordTerminal({ isTTY: false, columns: 60 }).terminal.columns).toBe(80);
  });

  it('says nothing on standard output once silenced', () => {
    const { terminal, written } = recordTerminal({ isTTY: true });
    const silent = silenced(terminal);
    silent.print('a');
    silent.status('b');
    silent.clear();
    silent.note('c');
    expect(written).toEqual({ stdout: '', stderr: 'c\n' });
  });
});

describe('progress', () => {
  it('moves a bar where somebody looks', () => {
    const { terminal, written } = recordTerminal({ isTTY: true });
    showProgress('runs', terminal)(3, 6);
    expect(written.stdout).toContain('━'.repeat(12));
    expect(written.stdout).toContain('3 of 6 runs');
  });

  it('prints ten lines at most in a log', () => {
    const { terminal, written } = recordTerminal({ isTTY: false });
    const show = showProgress('runs', terminal);
    for (let done = 1; done <= 200; done += 1) show(done, 200);
    const lines = written.stdout.trim().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('200 of 200 runs');
  });
});
