import { afterAll, beforeAll, expect, it } from 'vitest';
import { WARM_UP } from '../../packages/page/src/worker/warm-up.ts';
import { NO_BROWSER } from '../site/browser.ts';
import { openLabPage, type LabPage } from './lab-page.ts';

let lab: LabPage | undefined;

beforeAll(async () => {
  lab = await openLabPage();
});

afterAll(() => lab?.[Symbol.asyncDispose]());

// What fails at once warms nothing, and nobody would see it.
it('warms a worker with exercises that are sound', async (context) => {
  const page = lab ?? context.skip(NO_BROWSER);
  for (const { files, checks, specs } of new Set(WARM_UP)) {
    const { outcome } = await page.run({ files, exercise: { checks, specs }, seed: 1, depth: 'quick' });
    expect(outcome).toMatchObject({ status: 'judged', results: [{ status: 'pass' }] });
  }
});
