import type { LabRun } from '@keysmith/page';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SMALL_EXERCISE } from '@keysmith/page/small-exercise';
import { NO_BROWSER } from '../site/browser.ts';
import { openLabPage, type LabPage, type LabWindow } from './lab-page.ts';

let lab: LabPage | undefined;

beforeAll(async () => {
  lab = await openLabPage();
});

afterAll(() => lab?.[Symbol.asyncDispose]());

// What fails at once warms nothing, and nobody would see it.
it('warms a worker with an exercise that is sound', async (context) => {
  const page = lab ?? context.skip(NO_BROWSER);
  const { outcome } = await page.run({ ...SMALL_EXERCISE, seed: 1, depth: 'quick' });
  expect(outcome.status).toBe('judged');
  expect(outcome.results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
});

/** The files of the small exercise with a line more; only what warms up sets the global. */
function filesWith(line: string): LabRun['files'] {
  const [table, access] = SMALL_EXERCISE.files as [LabRun['files'][number], LabRun['files'][number]];
  return [table, { ...access, text: `${access.text}\n${line}\n` }];
}

it('is not heard, and comes before the run on the same worker', async (context) => {
  const { page } = lab ?? context.skip(NO_BROWSER);
  const { exercise } = SMALL_EXERCISE;
  const warmUp = { exercise, files: filesWith("globalThis.isWarm = true; console.log('warming up');") };
  const run: LabRun = { exercise, files: filesWith('console.log(String(globalThis.isWarm));'), seed: 1 };
  // How far a worker has come is told by nobody, so it is given ever more time.
  for (let pauseMs = 250; ; pauseMs *= 2) {
    const { outcome, printed } = await page.evaluate(
      async ([given, warming, pause]) => {
        const { createLab } = window as unknown as LabWindow;
        const own = createLab({ frameUrl: '/lab/frame.html', programUrl: '/lab/worker.js' });
        own.warmUp(warming);
        await new Promise((resolve) => setTimeout(resolve, pause));
        const texts: string[] = [];
        const ended = await own.run({ ...given, depth: 'quick' }, (event) => {
          if (event.type === 'output') texts.push(event.text.trim());
        });
        own.dispose();
        return { outcome: ended, printed: texts };
      },
      [run, warmUp, pauseMs] as const,
    );
    expect(outcome.results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
    expect(printed).not.toContain('warming up');
    if (printed.includes('true')) break;
    expect(pauseMs).toBeLessThan(20_000);
  }
});
