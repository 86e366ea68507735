import { describe, expect, it } from 'vitest';
import { openWork, workKey, type Storage } from '../../../site/lab/work.ts';

const STARTER = [
  { name: 'table.ts', text: 'export const tables = {};' },
  { name: 'access.ts', text: '// Implement.' },
];

/** A browser's storage; with `room` 0 it takes nothing, as a full one or a private window does. */
function memory(
  entries: Record<string, string> = {},
  room = Infinity,
): Storage & { readonly entries: Map<string, string> } {
  const kept = new Map(Object.entries(entries));
  return {
    entries: kept,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem(key, value) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
  };
}

describe('the learner’s text', () => {
  it('is the starter at first, and nothing is stored', () => {
    const storage = memory();
    const work = openWork('jars', STARTER, storage);
    expect(work.files).toEqual(STARTER);
    expect(work.isChanged).toBe(false);
    expect(storage.entries.size).toBe(0);
  });

  it('is there again after the page was closed', () => {
    const storage = memory();
    openWork('jars', STARTER, storage).write('access.ts', 'mine');
    const again = openWork('jars', STARTER, storage);
    expect(again.text('access.ts')).toBe('mine');
    expect(again.isChanged).toBe(true);
  });

  it('is kept apart for each exercise', () => {
    const storage = memory();
    openWork('jars', STARTER, storage).write('access.ts', 'mine');
    expect(openWork('lids', STARTER, storage).isChanged).toBe(false);
  });

  it('lets a mended starter through where nobody has written', () => {
    const storage = memory();
    openWork('jars', STARTER, storage).write('access.ts', 'mine');
    const mended = [{ name: 'table.ts', text: 'better' }, STARTER[1] as (typeof STARTER)[1]];
    const work = openWork('jars', mended, storage);
    expect(work.text('table.ts')).toBe('better');
    expect(work.text('access.ts')).toBe('mine');
  });

  it('goes back to the starter, and leaves nothing behind', () => {
    const storage = memory();
    const work = openWork('jars', STARTER, storage);
    work.write('access.ts', 'mine');
    work.reset();
    expect(work.files).toEqual(STARTER);
    expect(storage.entries.size).toBe(0);
  });

  it.each([
    'not JSON',
    'null',
    '[]',
    '{"files":3}',
    '{"files":{"access.ts":7}}',
    '{"files":{"other.ts":"x"}}',
  ])('does not mind what else is stored: %s', (stored) => {
    expect(openWork('jars', STARTER, memory({ [workKey('jars')]: stored })).files).toEqual(STARTER);
  });

  it('says when it cannot be kept, and keeps it in the page', () => {
    const work = openWork('jars', STARTER, memory({}, 0));
    work.write('access.ts', 'mine');
    expect(work.text('access.ts')).toBe('mine');
    expect(work.problem).toContain('could not be kept');
  });

  it('says so in a browser without storage', () => {
    expect(openWork('jars', STARTER, undefined).problem).toContain('Export your work');
  });

  it('takes over the files of the exercise, and names the others', () => {
    const work = openWork('jars', STARTER, memory());
    const { taken, refused } = work.take([
      { name: 'access.ts', text: 'theirs' },
      { name: 'notes.ts', text: '' },
    ]);
    expect([taken, refused]).toEqual([['access.ts'], ['notes.ts']]);
    expect(work.text('access.ts')).toBe('theirs');
  });

  it('follows what another tab has written', () => {
    const storage = memory();
    const here = openWork('jars', STARTER, storage);
    openWork('jars', STARTER, storage).write('access.ts', 'from there');
    here.reload();
    expect(here.text('access.ts')).toBe('from there');
  });
});
