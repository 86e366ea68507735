import { describe, expect, it } from 'vitest';
import { warmUp, WARM_UP, type JobMessage } from '@keysmith/grader/host';
import { judgeHere } from '../../../packages/grader/src/child/warm-up.ts';

describe('warming up', () => {
  // What fails at once warms nothing, and nobody would see it.
  it('judges exercises that are sound', async () => {
    const different = new Map(WARM_UP.map((job) => [job.checks, job]));
    expect(different.size).toBeGreaterThan(1);
    for (const job of different.values()) {
      const messages: JobMessage[] = [];
      await judgeHere(job, (message) => messages.push(message));
      expect(messages.filter(({ type }) => type === 'finished')).toMatchObject([
        { verdict: { status: 'pass' } },
      ]);
    }
  });

  it('goes on until somebody asks for a run', async () => {
    let judged = 0;
    const judge = async () => void (judged += 1);
    await warmUp(judge, () => judged === 2);
    expect(judged).toBe(2);
    await warmUp(judge, () => false);
    expect(judged).toBe(2 + WARM_UP.length);
  });
});
