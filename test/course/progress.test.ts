import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CourseError,
  readProgress,
  recordRun,
  writeProgress,
  type CheckResult,
  type Progress,
} from '@keysmith/course';

const NONE: Progress = { version: 1, exercises: {} };
const SOME: Progress = {
  version: 1,
  exercises: {
    'keep-notes': { tasksPassed: ['keep'] },
    'gone-long-ago': { tasksPassed: [], passedAt: '2026-11-22T10:00:00.000Z' },
  },
};

describe('the progress file', () => {
  let root = '';
  const file = () => join(root, '.keysmith', 'progress.json');
  const files = async () => (await readdir(join(root, '.keysmith'))).sort();
  const write = async (text: string) => {
    await mkdir(join(root, '.keysmith'), { recursive: true });
    await writeFile(file(), text);
  };
  const refusal = async () => {
    const error = await readProgress(root).catch((thrown: unknown) => thrown);
    if (!(error instanceof CourseError)) throw new Error('readProgress did not refuse the file');
    return error.problems[0];
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'keysmith-progress-'));
  });
  afterEach(async () => rm(root, { recursive: true }));

  it('is not needed to begin', async () => {
    expect(await readProgress(root)).toEqual(NONE);
    expect(await readdir(root)).toEqual([]);
  });

  it('gives back what was written, unknown slugs included, and leaves nothing else behind', async () => {
    await writeProgress(root, NONE);
    await writeProgress(root, SOME);
    expect(await readProgress(root)).toEqual(SOME);
    expect(await files()).toEqual(['progress.json']);
    expect(await readFile(file(), 'utf8')).toContain('\n    "keep-notes": {\n');
  });

  it('stays as it was when writing fails', async () => {
    await writeProgress(root, SOME);
    const wrong = { version: 1, exercises: { 'Not a slug': { tasksPassed: [] } } } as Progress;
    await expect(writeProgress(root, wrong)).rejects.toThrow();
    expect(await readProgress(root)).toEqual(SOME);
    expect(await files()).toEqual(['progress.json']);
  });

  it.each([
    ['is cut off', '{ "version": 1, "exer'],
    ['is empty', ''],
    ['has no version', '{ "exercises": {} }'],
    ['has an entry of another shape', '{ "version": 1, "exercises": { "a": 3 } }'],
  ])('is kept aside when it %s', async (_how, text) => {
    await write(text);
    expect(await refusal()).toMatchObject({
      code: 'progress.unreadable',
      place: '.keysmith/progress.json',
      rule: expect.stringContaining('It is kept as .keysmith/progress.json.corrupt-1.'),
      remedy:
        'Mend that file and rename it back to .keysmith/progress.json, or run the command again to begin with no progress.',
    });
    expect(await readFile(`${file()}.corrupt-1`, 'utf8')).toBe(text);
    expect(await readProgress(root)).toEqual(NONE);
  });

  it('is kept aside under a name of its own every time', async () => {
    for (const text of ['one', 'two']) {
      await write(text);
      await refusal();
    }
    expect(await files()).toEqual(['progress.json.corrupt-1', 'progress.json.corrupt-2']);
    expect(await readFile(`${file()}.corrupt-1`, 'utf8')).toBe('one');
  });

  it('of a newer version is refused and left alone', async () => {
    await write('{ "version": 2, "chapters": {} }');
    expect(await refusal()).toMatchObject({
      code: 'progress.newer-version',
      remedy: 'Update the course with `git pull`, or move the file away to begin with no progress.',
    });
    expect(await files()).toEqual(['progress.json']);
  });
});

describe('recording a run', () => {
  const check = { title: 'A title', asks: 'Something is asked.', points: 1, hint: 1 };
  const exercise = {
    slug: 'keep-notes',
    tasks: [
      { id: 'keep', title: 'Keep' },
      { id: 'list', title: 'List' },
    ],
    checks: [
      { ...check, id: 'kept', task: 'keep', needs: [] },
      { ...check, id: 'listed', task: 'list', needs: [] },
      { ...check, id: 'one-query', task: 'list', needs: ['listed'] },
    ],
  };
  const now = new Date('2026-11-22T12:00:00Z');
  const results = (statuses: Record<string, CheckResult['status']>): CheckResult[] =>
    exercise.checks
      .filter(({ id }) => statuses[id])
      .map(({ id, task, title }) => ({
        id,
        task,
        title,
        status: statuses[id] ?? 'error',
        points: 0,
        maxPoints: 1,
      }));
  const record = (progress: Progress, statuses: Record<string, CheckResult['status']>) =>
    recordRun(progress, { exercise, results: results(statuses), now });

  it('notes the tasks whose checks have all passed, and leaves other exercises alone', () => {
    const progress = record(SOME, { kept: 'pass', listed: 'pass', 'one-query': 'fail' });
    expect(progress.exercises['keep-notes']).toEqual({ tasksPassed: ['keep'] });
    expect(progress.exercises['gone-long-ago']).toEqual(SOME.exercises['gone-long-ago']);
  });

  it.each(['fail', 'error', 'skipped'] as const)('takes no check for passed that is "%s"', (status) => {
    const progress = record(NONE, { kept: 'pass', listed: 'pass', 'one-query': status });
    expect(progress.exercises['keep-notes']).toEqual({ tasksPassed: ['keep'] });
  });

  it('takes no check for passed that has no result', () => {
    expect(record(NONE, {}).exercises['keep-notes']).toEqual({ tasksPassed: [] });
    expect(record(NONE, { kept: 'pass', listed: 'pass' }).exercises['keep-notes']).toEqual({
      tasksPassed: ['keep'],
    });
  });

  it('notes when everything first passed, and keeps it whatever later runs say', () => {
    const passed = record(NONE, { kept: 'pass', listed: 'pass', 'one-query': 'pass' });
    expect(passed.exercises['keep-notes']).toEqual({
      tasksPassed: ['keep', 'list'],
      passedAt: '2026-11-22T12:00:00.000Z',
    });
    const later = new Date('2026-12-01T00:00:00Z');
    const failed = recordRun(passed, { exercise, results: [], now: later });
    expect(failed.exercises['keep-notes']).toEqual({ tasksPassed: [], passedAt: '2026-11-22T12:00:00.000Z' });
    const again = results({ kept: 'pass', listed: 'pass', 'one-query': 'pass' });
    expect(recordRun(failed, { exercise, results: again, now: later })).toEqual(passed);
  });

  it('does not change what it is given', () => {
    const before = structuredClone(SOME);
    record(SOME, { kept: 'pass' });
    expect(SOME).toEqual(before);
  });
});
