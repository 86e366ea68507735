import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRunner, type RunEvent } from '@keysmith/grader';
import { accessWith, runningToy, tableAddress, type RunningToy } from '../toys.ts';

let toy: RunningToy;

beforeAll(async () => {
  toy = await runningToy();
});

afterAll(() => toy[Symbol.asyncDispose]());

const pidOf = (text: string) => Number(/pid (\d+)/.exec(text)?.[1]);

describe('a runner', () => {
  it('judges each run in a process of its own, and leaves none behind', async (context) => {
    const runner = createRunner({ table: tableAddress(context) });
    const learnerFolder = await toy.folder('printing', {
      'access.ts': accessWith({
        top: "console.log('pid', process.pid); globalThis.seen = (globalThis.seen ?? 0) + 1;",
      }),
    });
    const pids = new Set<number>();
    const run = () =>
      runner.run({
        exercise: toy.exercise,
        learnerFolder,
        fallbackFolder: toy.exercise.solutionFolder,
        seed: 1,
        onEvent: (event) => event.type === 'output' && pids.add(pidOf(event.text)),
      });
    expect((await run()).status).toBe('judged');
    expect((await Promise.all([run(), run()])).map(({ status }) => status)).toEqual(['judged', 'judged']);
    await runner.close();
    expect(pids.size).toBe(3);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(run()).rejects.toThrow('This runner is closed.');
  });

  it('brings what each check did on its first tables, when that is asked for', async (context) => {
    const runner = createRunner({ table: tableAddress(context) });
    const { exercise } = toy;
    const run = async (records: boolean) => {
      const options = { exercise, learnerFolder: exercise.solutionFolder, seed: 1, records };
      const { results } = await runner.run(options);
      return results.map(({ recording }) => (recording?.steps.length ?? 0) > 0);
    };
    try {
      expect(new Set(await run(true))).toEqual(new Set([true]));
      expect(new Set(await run(false))).toEqual(new Set([false]));
    } finally {
      await runner.close();
    }
  });

  it('runs the solution in the child that waits, where that is wanted, and nobody hears of it', async (context) => {
    const { solutionFolder, folder: learnerFolder } = toy.exercise;
    const marker = join(toy.toy.root, 'warm');
    const says = `console.log('the solution'); process.getBuiltinModule('node:fs').writeFileSync('${marker}', '');`;
    const talking = await toy.folder('talking', {
      'table.ts': await readFile(join(solutionFolder, 'table.ts'), 'utf8'),
      'access.ts': `${says}\n${await readFile(join(solutionFolder, 'access.ts'), 'utf8')}`,
    });
    const exercise = { ...toy.exercise, solutionFolder: talking };
    const told: string[] = [];
    const options = {
      exercise,
      learnerFolder,
      seed: 1,
      onEvent: (event: RunEvent) => told.push(JSON.stringify(event)),
    };
    const cold = createRunner({ table: tableAddress(context) });
    const warm = createRunner({ table: tableAddress(context), isWarmingUp: true });
    try {
      const { results } = await cold.run(options);
      expect(existsSync(marker)).toBe(false);
      expect((await warm.run(options)).results).toEqual(results);
      await vi.waitFor(() => expect(existsSync(marker)).toBe(true), { timeout: 30_000 });
      // The first of these comes while the child warms up, perhaps, and the second as soon as the next child is there.
      expect((await warm.run(options)).results).toEqual(results);
      expect((await warm.run(options)).results).toEqual(results);
      expect(told.join('\n')).not.toContain('the solution');
    } finally {
      await Promise.all([cold.close(), warm.close()]);
    }
  });

  it('goes on after a run that was stopped', async (context) => {
    const runner = createRunner({ table: tableAddress(context) });
    try {
      const looping = await toy.folder('looping', { 'access.ts': accessWith({ keepNote: 'for (;;);' }) });
      const options = { exercise: toy.exercise, fallbackFolder: toy.exercise.solutionFolder, seed: 1 };
      expect(await runner.run({ ...options, learnerFolder: looping, stallMs: 4000 })).toMatchObject({
        code: 'hang',
      });
      expect(await runner.run({ ...options, learnerFolder: toy.exercise.solutionFolder })).toMatchObject({
        status: 'judged',
      });
    } finally {
      await runner.close();
    }
  });
});
