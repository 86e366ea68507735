import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createReports, mergeParts, readRoster, readShard } from '@keysmith/grader';
import { gradedExercise } from '@keysmith/course';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInShard } from '../../../packages/grader/src/batch/shard.ts';
import { runningToy, type RunningToy } from '../toys.ts';
import { bytesOf, gradeToy } from './stub.ts';

describe('the part of a class', () => {
  it('is given as i/n, or taken from what Kubernetes or the recipe for GitHub sets', () => {
    expect(readShard('3/8', {})).toEqual({ index: 3, count: 8 });
    expect(readShard('env/8', { JOB_COMPLETION_INDEX: '0' })).toEqual({ index: 1, count: 8 });
    expect(readShard('env/8', { KEYSMITH_JOB_INDEX: '7' })).toEqual({ index: 8, count: 8 });
  });

  it.each([
    ['3', {}, '--shard: "3" names no part of a class. Write 3/8 for the third of eight, or env/8.'],
    ['0/8', {}, '--shard: "0/8" names no part'],
    ['9/8', {}, '--shard: There is no part 9 of 8. Parts are counted from 1 to 8.'],
    ['env/8', {}, 'from JOB_COMPLETION_INDEX or KEYSMITH_JOB_INDEX, and neither is set. Set it, from 0.'],
    ['env/8', { JOB_COMPLETION_INDEX: 'x' }, 'and the value is "x". Set it, from 0.'],
    ['env/8', { JOB_COMPLETION_INDEX: '8' }, 'There is no part 9 of 8.'],
  ])('refuses %j with %j', (text, env, message) => {
    expect(() => readShard(text, env)).toThrow(message);
  });

  it('puts each learner into one part, whoever else is there', () => {
    const learners = Array.from({ length: 1_000 }, (_, at) => `learner ${at}`);
    const sizes = [1, 2, 3, 4].map(
      (index) => learners.filter((one) => isInShard(one, { index, count: 4 })).length,
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1_000);
    expect(Math.min(...sizes)).toBeGreaterThan(200);
  });
});

describe('merging the parts', () => {
  let toy: RunningToy;
  let from: string;
  const place = (name: string) => join(toy.toy.root, name);
  const part = (index: number, options: Partial<Parameters<typeof gradeToy>[1]> = {}) =>
    gradeToy(toy, { from, out: place(`part-${index}`), shard: { index, count: 3 }, ...options });
  const merge = (parts: readonly string[], out = 'merged') =>
    mergeParts({
      course: toy.course,
      parts: parts.map(place),
      out: place(out),
      reportsFor: (exercises) => createReports({ exercises: exercises.map(gradedExercise) }),
      roster: readRoster('folder,id,name\nada,1,Ada\nzoe,2,Zoe\n'),
    });

  beforeAll(async () => {
    toy = await runningToy();
    const learners = ['ada', 'ben', 'cyd', 'dan', 'eve', 'fay', 'gus'];
    from = await toy.folder(
      'class',
      Object.fromEntries(
        learners.map((one, at) => [`${one}/keep-notes/access.ts`, at % 2 ? 'fails' : 'passes']),
      ),
    );
    for (const index of [1, 2, 3]) await part(index);
  });
  afterAll(() => toy[Symbol.asyncDispose]());

  it('gives the bytes of one run over the whole class, in whichever order they are named', async () => {
    const roster = readRoster('folder,id,name\nada,1,Ada\nzoe,2,Zoe\n');
    await gradeToy(toy, { from, out: place('whole'), roster });
    const { unmatched, report } = await merge(['part-3', 'part-1', 'part-2']);
    const read = async (out: string, file: string) => bytesOf(await readFile(join(place(out), file), 'utf8'));
    for (const file of ['grade.json', 'submissions/ada/grade.json', 'submissions/gus/grade.json'])
      expect(await read('merged', file)).toBe(await read('whole', file));
    expect(unmatched).toEqual(['ben', 'cyd', 'dan', 'eve', 'fay', 'gus']);
    expect(report.absent.map(({ name }) => name)).toEqual(['Zoe']);
  });

  it('refuses what is missing, doubled, foreign or no part', async () => {
    await expect(merge(['part-1', 'part-3'])).rejects.toThrow(
      'Missing: part 2/3. Name the folders of all parts.',
    );
    await expect(merge(['part-1', 'part-2', 'part-3', 'part-2'])).rejects.toThrow(
      /^Part 2\/3 is there twice: /,
    );
    await gradeToy(toy, {
      from,
      out: place('other'),
      shard: { index: 2, count: 3 },
      seeds: { visible: 1, hidden: 9 },
    });
    await expect(merge(['part-1', 'other', 'part-3'])).rejects.toThrow(
      /another batch.*seed: 9 there, 7 here/,
    );
    await gradeToy(toy, { from, out: place('four'), shard: { index: 2, count: 4 } });
    await expect(merge(['part-1', 'four', 'part-3'])).rejects.toThrow(
      /is one of 4 parts, and .* one of 3\.$/,
    );
    await expect(merge(['class'])).rejects.toThrow('has no journal.jsonl');
  });

  it('refuses a part that was killed before its end', async () => {
    const text = await readFile(join(place('part-1'), 'journal.jsonl'), 'utf8');
    const lines = text.trimEnd().split('\n');
    await toy.folder('short', { 'journal.jsonl': `${lines.slice(0, -1).join('\n')}\n` });
    await expect(merge(['short', 'part-2', 'part-3'])).rejects.toThrow(/is not finished: .* it goes on\.$/);
  });
});
