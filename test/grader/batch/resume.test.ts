import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GradeClassOptions } from '@keysmith/grader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runningToy, type RunningToy } from '../toys.ts';
import { bytesOf, gradeToy, stubRunner } from './stub.ts';

let toy: RunningToy;
let from: string;
let whole: Buffer;

const FILES = ['grade.json', 'grades.csv', 'submissions/ada/grade.json', 'submissions/cyd/grade.json'];

async function written(out: string): Promise<string[]> {
  const texts = await Promise.all(FILES.map((file) => readFile(join(out, file), 'utf8')));
  return texts.map((text, at) => (FILES[at]?.endsWith('.json') ? bytesOf(text) : text));
}

const place = (name: string) => join(toy.toy.root, name);

beforeAll(async () => {
  toy = await runningToy();
  from = await toy.folder('class', {
    'ada/keep-notes/access.ts': 'passes',
    'ada/more-notes/access.ts': 'fails',
    'ben/keep-notes/access.ts': 'knows the visible data',
    'cyd/more-notes/access.ts': 'hangs',
  });
  await gradeToy(toy, { from, out: place('undisturbed') });
  whole = await readFile(join(place('undisturbed'), 'journal.jsonl'));
});
afterAll(() => toy[Symbol.asyncDispose]());

/** Bytes at which a kill can leave the journal: at every record's boundaries, and inside of each. */
function cuts(): number[] {
  const ends = [...whole.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
  return ends.flatMap((end, at) => {
    const begin = ends[at - 1] ?? 0;
    return [begin, begin + 1, Math.floor((begin + end) / 2), end - 1, end];
  });
}

describe('a batch that was killed', () => {
  it('goes on with the same bytes, wherever it was cut, and grades nothing twice', async () => {
    const expected = await written(place('undisturbed'));
    let counter = 0;
    for (const cut of new Set(cuts())) {
      const out = place(`cut-${(counter += 1)}`);
      await mkdir(out);
      await writeFile(join(out, 'journal.jsonl'), whole.subarray(0, cut));
      const kept = Math.max(0, whole.subarray(0, cut).toString('utf8').split('\n').length - 2);
      const starts: number[] = [];
      const gradings: number[] = [];
      await gradeToy(toy, {
        from,
        out,
        onStart: ({ done }) => starts.push(done),
        onProgress: (done) => gradings.push(done),
      });
      expect({ cut, files: await written(out) }).toEqual({ cut, files: expected });
      expect({ cut, done: starts[0], graded: gradings.length }).toEqual({
        cut,
        done: kept,
        graded: 6 - kept,
      });
    }
    expect(counter).toBeGreaterThan(25);
  });

  it('drops a last line that the machine left half written, with its line feed or without', async () => {
    for (const [name, tail] of Object.entries({ zeros: '\0\0\0\0', line: '{"learner":"a\n' })) {
      const out = place(`torn-${name}`);
      await mkdir(out);
      await writeFile(join(out, 'journal.jsonl'), Buffer.concat([whole, Buffer.from(tail)]));
      const runner = stubRunner();
      await gradeToy(toy, { from, out, openRunner: () => runner });
      expect(runner.runs).toEqual([]);
      expect(await written(out)).toEqual(await written(place('undisturbed')));
    }
  });

  it('refuses a journal that was damaged in its middle', async () => {
    const out = place('damaged');
    await mkdir(out);
    const lines = whole.toString('utf8').split('\n');
    lines[2] = '{"learner":';
    await writeFile(join(out, 'journal.jsonl'), lines.join('\n'));
    await expect(gradeToy(toy, { from, out })).rejects.toMatchObject({
      code: 'grade.damaged-journal',
      message: expect.stringMatching(/cannot be read at byte \d+: .*--fresh\.$/),
    });
  });

  it.each<[string, Partial<GradeClassOptions>, string]>([
    ['seed', { seeds: { visible: 1, hidden: 8 } }, 'seed: 7 there, 8 here'],
    ['no seed', { seeds: { visible: 1 } }, 'seed: 7 there, none here'],
    ['course', { course: { version: '9.9.9' } }, 'course: 1.2.3 there, 9.9.9 here'],
    ['isolation', { isolation: { kind: 'sandbox', lost: [] } }, 'isolation: none there, sandbox here'],
    ['shard', { shard: { index: 1, count: 1 } }, 'shard: none there, 1/1 here'],
  ])('refuses a journal of another %s', async (name, options, difference) => {
    const out = place(`other-${name}`);
    await mkdir(out);
    await writeFile(join(out, 'journal.jsonl'), whole);
    await expect(gradeToy(toy, { from, out, ...options })).rejects.toMatchObject({
      code: 'grade.other-journal',
      message: `${join(out, 'journal.jsonl')} is the journal of another batch (${difference}). Grade into another folder with --out, or throw the journal away and start anew with --fresh.`,
    });
    expect(await readFile(join(out, 'journal.jsonl'))).toEqual(whole);
  });

  it('refuses it when a submission changed, and starts anew when told', async () => {
    const changed = await toy.folder('changed', {
      'ada/keep-notes/access.ts': 'passes',
      'ada/more-notes/access.ts': 'passes',
      'ben/keep-notes/access.ts': 'knows the visible data',
      'cyd/more-notes/access.ts': 'hangs',
    });
    const out = place('anew');
    await mkdir(out);
    await copyFile(join(place('undisturbed'), 'journal.jsonl'), join(out, 'journal.jsonl'));
    await expect(gradeToy(toy, { from: changed, out })).rejects.toThrow('content of the submissions');
    const report = await gradeToy(toy, { from: changed, out, isFresh: true });
    expect(report.submissions[0]?.score).toBe(12);
  });

  it('lets no second process write to the journal, and takes over from a dead one', async () => {
    const out = place('locked');
    await mkdir(out);
    await writeFile(join(out, 'journal.lock'), `1@elsewhere`);
    await expect(gradeToy(toy, { from, out })).rejects.toThrow(
      /The process 1@elsewhere is grading into .* delete/,
    );
    const { hostname } = await import('node:os');
    await writeFile(join(out, 'journal.lock'), `999999999@${hostname()}`);
    expect((await gradeToy(toy, { from, out })).submissions).toHaveLength(3);
  });
});
