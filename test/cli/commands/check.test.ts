import { describe, expect, it } from 'vitest';
import { EMBEDDED, run, runnableToy } from '../command.ts';

const SOLUTION = 'solutions/10-one-to-many/16-keep-notes';

describe('keysmith check', { timeout: 90_000 }, () => {
  it('proves an exercise from both sides', async () => {
    await using toy = await runnableToy();
    const { code, stdout, stderr } = await run(toy.root, ['check', ...EMBEDDED]);
    expect(stderr).toBe('');
    expect(stdout).toBe(`ok   the files of 1 exercise fit the rules

keep-notes
  ok   starter
  ok   solution
  ok   wrong/forgets
  ok   wrong/reverses
  ok   wrong/scans
`);
    expect(code).toBe(0);
  });

  it('tells rule, place and remedy of every claim that does not hold', async () => {
    await using toy = await runnableToy();
    await toy.replace(`${SOLUTION}/wrong/scans/wrong.json`, '"one-query"', '"note-kept"');
    const reversing = await toy.read(`${SOLUTION}/wrong/reverses/access.ts`);
    await toy.write(`${SOLUTION}/access.ts`, `${reversing}// This is no solution.\n`);
    const { code, stdout } = await run(toy.root, ['check', 'keep', ...EMBEDDED]);
    expect(stdout).toContain(`proof.solution-fails  ${SOLUTION}`);
    expect(stdout).toContain(`proof.wrong-answer  ${SOLUTION}/wrong/scans`);
    expect(stdout).toContain(
      'it should fail note-kept and does not; it fails one-query, which it does not list',
    );
    expect(stdout).toContain('2 problems');
    expect(code).toBe(1);
  });

  it('ends with 1 where the files do not fit the rules, and runs nothing', async () => {
    await using toy = await runnableToy();
    await toy.remove(`${SOLUTION}/README.mdx`);
    const { code, stdout } = await run(toy.root, ['check']);
    expect(stdout).toContain('solution.no-reasons');
    expect(stdout).toContain('1 problem');
    expect(stdout).not.toContain('starter');
    expect(code).toBe(1);
  });

  it('reads the files only with --files-only', async () => {
    await using toy = await runnableToy();
    const { code, stdout } = await run(toy.root, ['check', '--files-only']);
    expect(stdout).toBe('ok   the files of 1 exercise fit the rules\n');
    expect(code).toBe(0);
  });
});
