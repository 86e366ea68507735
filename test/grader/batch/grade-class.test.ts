import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { runningToy, type RunningToy } from '../toys.ts';
import { gradeToy, stubRunner, type Word } from './stub.ts';

let toy: RunningToy;
let from: string;

beforeAll(async () => {
  toy = await runningToy();
  const words: Record<string, Word> = {
    ada: 'passes',
    ben: 'fails',
    cyd: 'flakes',
    dan: 'hangs',
    eve: 'hangs once',
    fay: 'knows the visible data',
    hal: 'knows the hidden data',
  };
  const files = Object.entries(words).map(([learner, word]) => [`${learner}/keep-notes/access.ts`, word]);
  from = await toy.folder('class', { ...Object.fromEntries(files), 'gus/keep-note/access.ts': 'passes' });
});
afterAll(() => toy[Symbol.asyncDispose]());

describe('grading a class', () => {
  it('gives marks, and none where nobody can know', async () => {
    const runner = stubRunner();
    const out = join(toy.toy.root, 'marks');
    const report = await gradeToy(toy, {
      from,
      out,
      exercises: [toy.exercise],
      jobs: 1,
      openRunner: () => runner,
    });
    const rows = report.submissions.map(({ learner, score, openPoints, exercises: [one] }) => [
      learner,
      score,
      openPoints,
      one?.status === 'graded' ? one.verdict : one?.status,
    ]);
    expect(rows).toEqual([
      ['ada', 6, 0, 'all visible and hidden checks passed'],
      ['ben', 0, 0, '0 of 3 visible checks passed, 0 of 3 hidden checks passed'],
      ['cyd', 0, 6, 'unstable'],
      ['dan', 0, 6, 'ungradable'],
      ['eve', 0, 6, 'ungradable'],
      ['fay', 0, 0, 'all visible checks passed, 0 of 3 hidden checks passed'],
      ['gus', 0, 0, 'missing'],
      ['hal', 0, 0, '0 of 3 visible checks passed, all hidden checks passed'],
    ]);
    // Only what failed or hung is run again, and only what can be judged runs under the practice seed: quickly if it is right.
    const runsOf = (word: Word) =>
      runner.runs.filter((run) => run.word === word).map(({ seed, depth }) => `${depth} ${seed}`);
    expect(runsOf('passes')).toEqual(['full 7', 'quick 1']);
    expect(runsOf('fails')).toEqual(['full 7', 'full 7', 'full 1', 'full 1']);
    expect(runsOf('flakes')).toEqual(['full 7', 'full 7', 'full 1', 'full 1']);
    expect(runsOf('hangs')).toEqual(['full 7', 'full 7']);
    expect(runsOf('knows the visible data')).toEqual(['full 7', 'full 7', 'full 1']);
    expect(runsOf('knows the hidden data')).toEqual(['full 7', 'quick 1', 'full 1', 'full 1']);
    const cyd = JSON.parse(await readFile(join(out, 'submissions/cyd/grade.json'), 'utf8'));
    const wavering = cyd.exercises[0].unstable.map(({ check }: { check: string }) => check);
    expect(wavering).toEqual([...new Set(wavering)]);
    expect(cyd.exercises[0].unstable[0]).toMatchObject({
      verdicts: ['fail', 'pass'],
      message: 'It did not.',
    });
    const eve = report.submissions[4]?.exercises[0];
    expect(eve).toMatchObject({ code: 'unstable', reason: expect.stringContaining('ended differently') });
    const ben = JSON.parse(await readFile(join(out, 'submissions/ben/grade.json'), 'utf8'));
    expect(ben.exercises[0].checks.map((check: { status: string }) => check.status)).toEqual([
      'fail',
      'skipped',
      'skipped',
    ]);
    expect(report.submissions[6]?.exercises[0]).toMatchObject({ found: ['keep-note/'] });
  });

  it('says that hidden checks were not run when there is no seed for them', async () => {
    const out = join(toy.toy.root, 'visible');
    const report = await gradeToy(toy, { from, out, exercises: [toy.exercise], seeds: { visible: 1 } });
    expect(report.submissions[0]?.exercises[0]).toMatchObject({
      verdict: 'all visible checks passed, hidden ones were not run',
    });
  });

  it('begins with what takes longest, and keeps the order of the course in the report', async () => {
    const short = { ...toy.exercise, slug: 'short', checks: toy.exercise.checks.slice(0, 1) };
    const files = { 'both/ada/short/access.ts': 'passes', 'both/ada/keep-notes/access.ts': 'passes' };
    const folder = await toy.folder('', files);
    const runner = stubRunner();
    const { submissions } = await gradeToy(toy, {
      from: join(folder, 'both'),
      out: join(toy.toy.root, 'order'),
      exercises: [short, toy.exercise],
      jobs: 1,
      openRunner: () => runner,
    });
    expect([...new Set(runner.runs.map(({ exercise }) => exercise))]).toEqual(['keep-notes', 'short']);
    expect(submissions[0]?.exercises.map(({ exercise }) => exercise)).toEqual(['short', 'keep-notes']);
  });

  it('refuses the practice seed as the hidden one', async () => {
    const seeds = { visible: 1, hidden: 1 };
    await expect(gradeToy(toy, { from, out: join(toy.toy.root, 'x'), seeds })).rejects.toThrow(
      'The seed 1 is the one that learners practise with, so its checks are not hidden. Give --seed another number.',
    );
  });

  it('does not start when the canary is off, and grades nothing', async () => {
    const runner = stubRunner();
    const canary = () => Promise.reject(new Error('The canary passed.'));
    const out = join(toy.toy.root, 'off');
    await expect(gradeToy(toy, { from, out, canary, openRunner: () => runner })).rejects.toThrow(
      'The canary',
    );
    expect(runner.runs).toEqual([]);
  });

  it('ends when the table fails, and goes on when it is back', async () => {
    const place = 'broken/ada/keep-notes/access.ts';
    const folder = await toy.folder('', { [place]: 'no table', 'broken/ben/keep-notes/access.ts': 'passes' });
    const options = { from: join(folder, 'broken'), out: join(folder, 'late'), exercises: [toy.exercise] };
    await expect(gradeToy(toy, options)).rejects.toMatchObject({ code: 'grade.no-table' });
  });
});
