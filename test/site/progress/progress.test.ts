import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressSchema, recordRun, type Progress } from '@keysmith/course';
import {
  markPassed,
  markRead,
  mergeProgress,
  NO_PROGRESS,
  parseProgress,
  printProgress,
  unmarkRead,
} from '../../../site/progress/progress.ts';

const EARLY = new Date('2026-11-22T10:00:00.000Z');
const LATE = new Date('2026-11-24T10:00:00.000Z');

const slugs = fc.constantFrom('one-to-many', 'rollups', 'a1', 'constructor');
const pageIds = fc.constantFrom('one-to-many', 'one-to-many/composite-key', 'a1/b2', 'constructor');
const moments = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const sound: fc.Arbitrary<Progress> = fc.record(
  {
    version: fc.constant(1 as const),
    exercises: fc.dictionary(
      slugs,
      fc.record(
        { tasksPassed: fc.uniqueArray(slugs), passedAt: moments },
        { requiredKeys: ['tasksPassed'], noNullPrototype: true },
      ),
      { noNullPrototype: true },
    ),
    chapters: fc.dictionary(pageIds, fc.record({ readAt: moments }, { noNullPrototype: true }), {
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ['version', 'exercises'], noNullPrototype: true },
);

/** Values that look a little like progress, most of them with something wrong somewhere. */
const doubtful = fc.record(
  {
    version: fc.constantFrom(1, 1, 1, '1', 0),
    exercises: fc.oneof(
      fc.constantFrom(null, [], 'none'),
      fc.dictionary(
        fc.constantFrom('rollups', 'Not A Slug', ''),
        fc.oneof(
          fc.constant({ tasksPassed: ['keep'], passedAt: 'yesterday' }),
          fc.constant({ tasksPassed: ['Keep it'] }),
          fc.constant({ tasksPassed: [], stars: 5 }),
          fc.constant({ tasksPassed: ['keep'], passedAt: EARLY.toISOString() }),
        ),
        { noNullPrototype: true, maxKeys: 1 },
      ),
    ),
    chapters: fc.constantFrom(
      undefined,
      null,
      {},
      { rollups: {} },
      { rollups: { readAt: EARLY.toISOString() } },
      { rollups: { readAt: '2026-13-45T99:00:00Z' } },
      { 'rollups/': { readAt: EARLY.toISOString() } },
      { 'rollups/deep/er': { readAt: EARLY.toISOString() } },
    ),
    extra: fc.constantFrom(undefined, undefined, true),
  },
  { requiredKeys: ['version'], noNullPrototype: true },
);

describe('the progress of a browser', () => {
  it('is what the command would write for the same run', () => {
    const tasks = [{ id: 'keep', title: 'Keep' }];
    const checks = [
      { id: 'is-kept', task: 'keep', title: 'It is kept', points: 1, quick: true, asks: 'Keep it.' },
    ];
    const exercise = { slug: 'keep-notes', tasks, checks };
    const results = [{ id: 'is-kept', status: 'pass', points: 1, ms: 1 }] as never;
    expect(markPassed(NO_PROGRESS, { slug: 'keep-notes', tasks: ['keep'] }, EARLY)).toEqual(
      recordRun({ version: 1, exercises: {} }, { exercise: exercise as never, results, now: EARLY }),
    );
  });

  it('keeps the first moment at which an exercise was passed or a chapter read', () => {
    const passed = markPassed(NO_PROGRESS, { slug: 'rollups', tasks: [] }, EARLY);
    expect(markPassed(passed, { slug: 'rollups', tasks: ['sum'] }, LATE).exercises['rollups']).toEqual({
      tasksPassed: ['sum'],
      passedAt: EARLY.toISOString(),
    });
    const read = markRead(NO_PROGRESS, 'aggregation', EARLY);
    expect(markRead(read, 'aggregation', LATE)).toEqual(read);
    expect(unmarkRead(read, 'aggregation').chapters).toEqual({});
  });

  it('takes in another half without losing anything, and the earlier moment counts', () => {
    const here = markPassed(NO_PROGRESS, { slug: 'rollups', tasks: ['sum'] }, LATE);
    const there = markRead(markPassed(NO_PROGRESS, { slug: 'rollups', tasks: [] }, EARLY), 'one', EARLY);
    expect(mergeProgress(here, there)).toEqual({
      version: 1,
      exercises: { rollups: { tasksPassed: ['sum'], passedAt: EARLY.toISOString() } },
      chapters: { one: { readAt: EARLY.toISOString() } },
    });
    fc.assert(
      fc.property(sound, (progress) => {
        const once = mergeProgress(progress, NO_PROGRESS);
        expect(mergeProgress(once, progress)).toEqual(once);
      }),
      { seed: 1 },
    );
  });
});

describe('a progress file', () => {
  it('comes back as it was exported, and fits the schema of the command', () => {
    fc.assert(
      fc.property(sound, (progress) => {
        expect(parseProgress(printProgress(progress))).toEqual(progress);
        expect(progressSchema.parse(JSON.parse(printProgress(progress)))).toEqual(progress);
      }),
      { seed: 1 },
    );
  });

  it('is refused when the schema refuses it, and taken when it does not', () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(doubtful, (value) => {
        const text = JSON.stringify(value);
        const isFit = progressSchema.safeParse(JSON.parse(text)).success;
        seen[isFit ? 'taken' : 'refused'] += 1;
        if (isFit) expect(parseProgress(text)).toEqual(JSON.parse(text));
        else expect(() => parseProgress(text)).toThrow('This is no progress file.');
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(5);
  });

  it.each([
    ['', 'it is not JSON'],
    ['[]', 'This is no progress file.'],
    ['{"version":2,"exercises":{}}', 'A newer version of the course wrote this file'],
  ])('%j is refused with a sentence', (text, sentence) => {
    expect(() => parseProgress(text)).toThrow(sentence);
  });
});
