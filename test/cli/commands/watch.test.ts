import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Toy } from '../../course/toy.ts';
import { answerWith, EMBEDDED, start, runnableToy, workOf } from '../command.ts';

let toy: Toy;

beforeEach(async () => {
  toy = await runnableToy();
});
afterEach(() => toy[Symbol.asyncDispose]());

const watch = (...args: readonly string[]) =>
  start(toy.root, ['watch', 'keep-notes', ...EMBEDDED, '--no-types', ...args]);

describe('keysmith watch', { timeout: 90_000 }, () => {
  it('gives a verdict at once and at every save, and ends with 0 at Ctrl-C', async () => {
    await answerWith(toy, 'scans');
    const watching = watch();
    await watching.printed('watching work/');
    expect(watching.stdout()).toContain('3 of 6 points');

    await answerWith(toy);
    await watching.printed('6 of 6 points');

    watching.child.kill('SIGINT');
    expect((await watching.ended).code).toBe(0);
  });

  it('ends a run that a save overtakes', async () => {
    await answerWith(toy);
    const access = toy.path(`${workOf()}/access.ts`);
    const right = await readFile(access, 'utf8');
    await writeFile(access, "console.log('for ever');\nfor (;;) {}\n");
    const watching = watch();
    await watching.printed('for ever');

    await writeFile(access, right);
    await watching.printed('6 of 6 points');
    expect(watching.stdout()).not.toContain('No verdict');

    watching.child.kill('SIGTERM');
    expect((await watching.ended).code).toBe(0);
  });

  it('prints a line of JSON for each verdict with --json', async () => {
    await answerWith(toy, 'scans');
    const watching = watch('--json');
    await watching.printed('"score":3');
    await answerWith(toy);
    await watching.printed('"score":6');
    watching.child.kill('SIGINT');
    const { stdout } = await watching.ended;
    const statuses = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { status: string }).status);
    expect(statuses[0]).toBe('failed');
    expect(statuses.at(-1)).toBe('passed');
  });

  // The output's pipe closes when the last process that holds it is gone: the command's own, its child, the compiler's.
  it('leaves no process behind when the process that started it is killed', async () => {
    const watching = start(toy.root, ['watch', 'keep-notes', ...EMBEDDED]);
    await watching.printed('watching work/');
    watching.child.kill('SIGKILL');
    expect((await watching.ended).stdout).toContain('0 of 6 points');
  });
});
